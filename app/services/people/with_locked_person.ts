import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import User from '#models/user'
import { adminOf } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { isBusy } from '#services/tickets/with_locked_ticket'

/** A person under the lock, and the admin who changes him, both as they are now. */
export interface LockedPerson {
  trx: TransactionClientContract
  person: User
  by: User
  actor: Actor
}

/**
 * Runs an admin's change of one person. All admins are locked with him, in one order, so that of two admins who take
 * each other's role away one comes too late and the last admin cannot go.
 * @param hold locks what has to be held before people are
 * @throws NotFound for an unknown id, Refusal 403 when the actor is no active admin (any more), Conflict `busy`
 */
export async function withLockedPerson<Result>(
  userId: number,
  actor: Actor,
  work: (locked: LockedPerson) => Promise<Result>,
  { hold }: { hold?: (trx: TransactionClientContract, userId: number) => Promise<void> } = {}
): Promise<Result> {
  try {
    return await db.transaction(async (trx) => {
      await hold?.(trx, userId)
      await trx.rawQuery(
        `select id from users where role = 'admin' or id = ? order by id for no key update`,
        [userId]
      )
      const by = await adminOf(trx, actor)
      const person = await User.asActor(userId, trx)
      if (!person) throw new NotFound()
      return work({ trx, person, by, actor: { ...actor, by } })
    })
  } catch (error) {
    if (isBusy(error)) throw new Conflict('account.busy')
    throw error
  }
}

/**
 * Refuses what nobody does to his own account.
 * @throws Refusal 403
 */
export function refuseSelf({ by, person }: Pick<LockedPerson, 'by' | 'person'>): void {
  if (by.id === person.id) throw new Refusal('account.not_yourself')
}

/**
 * Refuses to take away the last active admin.
 * @throws Refusal 403
 */
export async function refuseLastAdmin({ trx, person }: LockedPerson): Promise<void> {
  if (!person.isAdmin) return
  const other = await trx
    .from('users')
    .where('role', 'admin')
    .whereNot('id', person.id)
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
    .select('id')
    .first()
  if (!other) throw new Refusal('account.last_admin', { name: person.fullName })
}

/** What a page shows of a person's state, to be sent along with a change of it. */
export function versionOf(person: User): number {
  return person.updatedAt.toMillis()
}

/**
 * Refuses a change that was made on a page that is out of date.
 * @throws Conflict 409
 */
export function refuseStale(person: User, version: number): void {
  if (version !== versionOf(person)) {
    throw new Conflict('account.changed_meanwhile', { name: person.fullName })
  }
}
