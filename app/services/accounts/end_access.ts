import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type User from '#models/user'
import { markCardsStale } from '#services/telegram/cards/mark_stale'
import { announce } from '#services/live/announce'

/**
 * Ends everything that was opened for a person: sessions and streams (row and epoch), links on their way in mails, known
 * devices. In the caller's transaction; what a slow request still holds is worthless from its commit on.
 */
export async function endAccess(trx: TransactionClientContract, user: User): Promise<void> {
  await trx
    .from('users')
    .where('id', user.id)
    .update({ session_epoch: trx.raw('session_epoch + 1'), pending_email: null })
  await trx.from('sessions').where('user_id', user.id).delete()
  await trx.from('single_use_tokens').where('user_id', user.id).whereNull('used_at').delete()
  await trx.from('known_devices').where('user_id', user.id).delete()
  await markCardsStale(trx, { userId: user.id })
  await announce(trx, { ended: [user.id] })
  await user.refresh()
}
