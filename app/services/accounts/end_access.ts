import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type User from '#models/user'
import { markCardsStale } from '#services/telegram/cards/mark_stale'
import { announce } from '#services/live/announce'
import { endViewings } from '#services/viewing/end_viewings'
import { cutLink } from '#services/telegram/linking/unlink_telegram'

/**
 * Ends everything that was opened for a person: sessions and streams (row and epoch), views of the desk as him, links on their way in mails, known
 * devices, the link of his Telegram account. In the caller's transaction; what a slow request still holds is worthless from
 * its commit on.
 * @param keepsTelegram after a change of his place alone: nobody else may hold his Telegram account, buttons of the time
 *   before are dead, and what he may do is judged anew at each press
 */
export async function endAccess(
  trx: TransactionClientContract,
  user: User,
  { keepsTelegram = false } = {}
): Promise<void> {
  await trx
    .from('users')
    .where('id', user.id)
    .update({ session_epoch: trx.raw('session_epoch + 1'), pending_email: null })
  await endViewings(trx, (sessions) => sessions.where('user_id', user.id), 'session_ended')
  await endViewings(trx, (sessions) => sessions.where('viewing_as_id', user.id), 'person_changed')
  await trx.from('sessions').where('user_id', user.id).delete()
  await trx.from('single_use_tokens').where('user_id', user.id).whereNull('used_at').delete()
  await trx.from('known_devices').where('user_id', user.id).delete()
  await markCardsStale(trx, { userId: user.id })
  if (!keepsTelegram) await cutLink(trx, user, 'ended')
  await announce(trx, { ended: [user.id] })
  await user.refresh()
}
