import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User, { type Role } from '#models/user'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'

export interface NewUser {
  username: string
  email: string
  firstName: string
  lastName: string
  password: string
  role: Role
  departmentId: number
}

/**
 * Makes an approved account (by an admin, the setup page or ADMIN_*). The fields have been validated.
 * @throws a unique violation (PostgreSQL 23505) when name or e-mail was taken in between
 */
export async function createUser(form: NewUser, actor: Actor): Promise<User> {
  const password = await hash.make(form.password)
  return db.transaction(async (trx) => insertUser(trx, { ...form, password }, actor))
}

/** The same in the caller's transaction; `password` is hashed already. */
export async function insertUser(
  trx: TransactionClientContract,
  form: NewUser,
  actor: Actor
): Promise<User> {
  const now = clock.now()
  const user = await User.create(
    {
      ...form,
      approvedAt: now,
      approvedBy: actor.by?.id ?? null,
      createdAt: now,
      updatedAt: now,
    },
    { client: trx }
  )
  await user.refresh()
  await recordAudit(trx, {
    actor,
    action: 'user_created',
    subjectType: 'user',
    subjectId: user.id,
    subjectLabel: user.username,
    changes: [{ field: 'role', before: null, after: form.role }],
  })
  return user
}
