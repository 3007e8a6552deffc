import { randomBytes } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DateTime } from 'luxon'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import Department from '#models/department'
import User from '#models/user'
import { demoPeople, EXAMPLES, SECOND_PERSON } from '#database/demo/people'
import { insertUser } from '#services/accounts/create_user'
import { system } from '#services/actor'
import clock from '#services/clock'
import { saveDepartment } from '#services/master_data/save_department'

export interface DemoAccount {
  kind: string
  username: string
}

export interface DemoPeople {
  all: User[]
  byDepartment: Map<string, User[]>
  /** Random, the same for everybody of the demo. */
  password: string
  examples: DemoAccount[]
}

/** Makes the people and names the managers. Addresses end in example.com, where no mail arrives. */
export async function makePeople(since: DateTime): Promise<DemoPeople> {
  clock.freeze(since)
  const password = randomBytes(9).toString('base64url')
  const hashed = await hash.make(password)
  const departments = await Department.all()
  const ids: number[] = []
  await db.transaction(async (trx) => {
    for (const person of demoPeople) {
      const department = departments.find(({ name }) => name === person.department)
      if (!department) throw new Error(`The demo needs the department ${person.department}.`)
      const { firstName, lastName, role } = person
      const username = await freeName(usernameOf(person), trx)
      const user = await insertUser(
        trx,
        {
          firstName,
          lastName,
          role,
          username,
          email: `${username}@example.com`,
          password: hashed,
          departmentId: department.id,
        },
        system
      )
      ids.push(user.id)
    }
  })
  await nameManagers(departments)
  const all = await Promise.all(ids.map(async (id) => (await User.asActor(id))!))
  const examples = EXAMPLES.map(({ name, kind }) => ({
    kind,
    username: all.find((user) => user.fullName === name)!.username,
  }))
  await keepForOperator(password, examples)
  return { all, byDepartment: groupByDepartment(all, departments), password, examples }
}

/** A department that has a manager keeps him. */
async function nameManagers(departments: Department[]) {
  for (const { firstName, lastName, department: name } of demoPeople.filter((one) => one.isNamed)) {
    const department = departments.find((one) => one.name === name)!
    const manager = await User.query()
      .where({ firstName, lastName })
      .orderBy('id', 'desc')
      .firstOrFail()
    if (department.managerId) continue
    const { description, timeZone, isCreative, isActive } = department
    await saveDepartment(
      department.id,
      {
        name,
        description,
        timeZone: timeZone ?? undefined,
        isCreative,
        isActive,
        managerId: manager.id,
        requireSecondPerson: department.requireSecondPerson || name === SECOND_PERSON,
      },
      system
    )
  }
}

function groupByDepartment(people: User[], departments: Department[]) {
  const groups = new Map<string, User[]>()
  for (const { id, name } of departments) {
    groups.set(
      name,
      people.filter((person) => person.departmentId === id)
    )
  }
  return groups
}

function usernameOf({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName}.${lastName}`
    .normalize('NFD')
    .replace(/[^a-zA-Z.]/g, '')
    .toLowerCase()
}

async function freeName(wished: string, client: { from: typeof db.from }): Promise<string> {
  const taken = await client.from('users').where('username', wished).first()
  return taken ? `${wished}.demo` : wished
}

/** Where the demo is loaded by the setup page nobody reads what a command prints. */
async function keepForOperator(password: string, examples: DemoAccount[]) {
  const lines = examples.map(({ kind, username }) => `${kind}: ${username}`)
  const text = `Demo accounts, all with the password ${password}\n${lines.join('\n')}\n`
  await appendFile(join(env.get('DATA_DIR'), 'demo-accounts.txt'), text, { mode: 0o600 })
}
