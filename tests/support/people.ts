import hash from '@adonisjs/core/services/hash'
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
  hashed ??= await hash.make(PASSWORD)
  count += 1
  const department = await Department.findByOrFail('name', form.department ?? 'Marketing')
  const username = form.username ?? `person${count}`
  const now = clock.now()
  const user = await User.create({
    username,
    email: `${username}@desk.test`,
    firstName: form.firstName ?? username.charAt(0).toUpperCase() + username.slice(1),
    lastName: form.lastName ?? 'Test',
    password: hashed,
    role: form.role ?? 'member',
    departmentId: department.id,
    approvedAt: form.approved === false ? null : now,
    createdAt: now,
    updatedAt: now,
  })
  return (await User.asActor(user.id))!
}

export type Cast = Awaited<ReturnType<typeof makeCast>>

/** The usual company: two departments with their managers, three creatives, a stranger and an admin. */
export async function makeCast() {
  return {
    admin: await makePerson({ username: 'olga', role: 'admin', department: 'IT' }),
    ana: await makePerson({ username: 'ana', role: 'manager', department: 'Marketing' }),
    maria: await makePerson({ username: 'maria', department: 'Marketing' }),
    ben: await makePerson({ username: 'ben', role: 'manager', department: 'Creative' }),
    kim: await makePerson({ username: 'kim', department: 'Creative' }),
    joy: await makePerson({ username: 'joy', department: 'Creative' }),
    paolo: await makePerson({ username: 'paolo', department: 'Creative' }),
    rico: await makePerson({ username: 'rico', department: 'Sales' }),
  }
}
