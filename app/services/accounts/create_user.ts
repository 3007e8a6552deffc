import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
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
  const now = clock.now()
  const password = await hash.make(form.password)
  return db.transaction(async (trx) => {
    const user = await User.create(
      {
        ...form,
        password,
        approvedAt: now,
        approvedBy: actor.by?.id ?? null,
        createdAt: now,
        updatedAt: now,
      },
      { client: trx }
    )
    await recordAudit(trx, {
      actor,
      action: 'user_created',
      subjectType: 'user',
      subjectId: user.id,
      subjectLabel: user.username,
      changes: [{ field: 'role', before: null, after: form.role }],
    })
    return user
  })
}
