import type { Role } from '#models/user'

export interface DemoPerson {
  firstName: string
  lastName: string
  role: Role
  department: string
  /** The department names this person as its manager. */
  isNamed?: boolean
}

/** Forty people in eight departments: every role, one person who left, one who waits to be let in. */
export const demoPeople: DemoPerson[] = [
  ...crew('Creative', [
    ['Ben Ocampo', 'manager', true],
    ['Kim Dela Cruz'],
    ['Joy Villanueva'],
    ['Paolo Garcia'],
    ['Lia Mercado'],
    ['Miggy Torres'],
    ['Nina Valdez'],
    ['Anton Cruz'],
  ]),
  ...crew('Marketing', [
    ['Ana Reyes', 'manager', true],
    ['Maria Santos'],
    ['Carla Mendoza'],
    ['Jun Pascual'],
    ['Bea Soriano'],
    ['Tomas Navarro'],
    ['Ella Ramos'],
  ]),
  ...crew('Sales', [
    ['Grace Lim', 'manager', true],
    ['Rico Bautista'],
    ['Aida Flores'],
    ['Nestor Chua'],
    ['Sofía Aquino'],
  ]),
  ...crew('IT', [
    ['Daniel Tan', 'admin', true],
    ['Rey Domingo'],
    ['Iñigo Salazar'],
    ['Cora Ortega'],
  ]),
  ...crew('Finance', [['Elena Peña', 'manager', true], ['Luis Rivera'], ['Gina Abad']]),
  ...crew('HR', [['Rosa Castillo', 'manager', true], ['Vic Muñoz'], ['Lorna Diaz']]),
  ...crew('Operations', [
    ['Marco Whitfield', 'manager', true],
    ['Dante Roxas', 'manager'],
    ['Leo Manalo'],
    ['Tess Aguilar'],
    ['Chito Lopez'],
  ]),
  ...crew('Customer Care', [
    ['Nadia Brooks', 'manager', true],
    ['Jerome Sy'],
    ['Pia Delgado'],
    ['Arnel Gomez'],
    ['Kat Jimenez'],
  ]),
]

/** Finance wants a second person to look at what its own manager asks for. */
export const SECOND_PERSON = 'Finance'

/** The accounts that the command prints, as examples of what each kind of person sees. */
export const EXAMPLES = [
  { name: 'Daniel Tan', kind: 'admin' },
  { name: 'Ana Reyes', kind: 'manager' },
  { name: 'Ben Ocampo', kind: 'creative manager' },
  { name: 'Kim Dela Cruz', kind: 'creative' },
  { name: 'Cora Ortega', kind: 'support agent' },
  { name: 'Nadia Brooks', kind: 'support manager' },
  { name: 'Maria Santos', kind: 'member' },
]

function crew(department: string, members: [string, Role?, boolean?][]): DemoPerson[] {
  return members.map(([name, role = 'member', isNamed = false]) => {
    const [firstName, ...rest] = name.split(' ')
    return { firstName, lastName: rest.join(' '), role, department, isNamed }
  })
}
