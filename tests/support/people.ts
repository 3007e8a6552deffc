import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import Department from '#models/department'
import User, { type Role } from '#models/user'
import clock from '#services/clock'

/** Everybody's password in tests. */
export const PASSWORD = 'correct horse battery'

let hashed: string | null = null
let count = 0

export interface PersonForm {
  username?: string
  firstName?: string
  lastName?: string
  role?: Role
  department?: string
  approved?: boolean
}

/** Makes a person in a department of the reference data; approved unless said otherwise. */
export async function makePerson(form: PersonForm = {}): Promise<User> {
  const [person] = await makePeople([form])
  return person
}

/** Makes several in a few queries, in the order of their forms. */
async function makePeople(forms: PersonForm[]): Promise<User[]> {
  hashed ??= await hash.make(PASSWORD)
  const names = forms.map(({ department }) => department ?? 'Marketing')
  const departments = await Department.query().whereIn('name', [...new Set(names)])
  const idOf = new Map(departments.map(({ id, name }) => [name, id]))
  const made = await db
    .table('users')
    .returning('id')
    .multiInsert(forms.map((form, at) => rowOf(form, idOf.get(names[at])!)))
  const ids = made.map((row) => Number(row.id ?? row))
  const people = await User.query()
    .whereIn('users.id', ids)
    .select('users.*')
    .select(User.query().client.raw(User.BESIDE))
  return ids.map((id) => people.find((one) => one.id === id)!.takeBeside())
}

function rowOf(form: PersonForm, departmentId: number) {
  count += 1
  const username = form.username ?? `person${count}`
  const now = clock.now().toJSDate()
  return {
    username,
    email: `${username}@desk.test`,
    first_name: form.firstName ?? username.charAt(0).toUpperCase() + username.slice(1),
    last_name: form.lastName ?? 'Test',
    password: hashed,
    role: form.role ?? 'member',
    department_id: departmentId,
    approved_at: form.approved === false ? null : now,
    created_at: now,
    updated_at: now,
  }
}

export type Cast = Awaited<ReturnType<typeof makeCast>>

/** The usual company: two departments with their managers, three creatives, a stranger and an admin. */
export async function makeCast() {
  const [admin, ana, maria, ben, kim, joy, paolo, rico] = await makePeople([
    { username: 'olga', role: 'admin', department: 'IT' },
    { username: 'ana', role: 'manager', department: 'Marketing' },
    { username: 'maria', department: 'Marketing' },
    { username: 'ben', role: 'manager', department: 'Creative' },
    { username: 'kim', department: 'Creative' },
    { username: 'joy', department: 'Creative' },
    { username: 'paolo', department: 'Creative' },
    { username: 'rico', department: 'Sales' },
  ])
  return { admin, ana, maria, ben, kim, joy, paolo, rico }
}
