import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Refusal } from '#exceptions/refusals'
import User from '#models/user'
import type { Actor } from '#services/actor'

/**
 * The admin who acts, as he is now: a right lost a second ago no longer counts.
 * @throws Refusal 403 for anybody else, and for the system
 */
export async function adminOf(trx: TransactionClientContract, actor: Actor): Promise<User> {
  const by = actor.by && (await User.asActor(actor.by.id, trx))
  if (!by?.isActive || !by.isAdmin) throw new Refusal('admins_only')
  return by
}

/**
 * Lets admins and the system itself pass (the demo organisation, a timer).
 * @throws Refusal 403 for anybody else
 */
export async function refuseUnlessAdmin(
  trx: TransactionClientContract,
  actor: Actor
): Promise<void> {
  if (actor.by) await adminOf(trx, actor)
}
