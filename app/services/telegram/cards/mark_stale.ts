import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { sendJob } from '#services/jobs/send_job'
import { hasTelegram } from '#services/telegram/has_telegram'

/**
 * Says, in the transaction of a change, that the open cards about these tickets or of this person may be out of date: the
 * worker looks at each and rewrites it. Without a bot it does nothing.
 */
export async function markCardsStale(
  trx: TransactionClientContract,
  about: { ticketIds: number[] } | { userId: number }
): Promise<void> {
  if (!hasTelegram()) return
  const cards = trx.from('telegram_cards').where('is_open', true)
  if ('userId' in about) cards.where('user_id', about.userId)
  else cards.whereIn('ticket_id', about.ticketIds)
  const marked = await cards.update({
    is_stale: true,
    changes: trx.raw('changes + 1'),
  })
  if (Number(marked) > 0) await sendJob(trx, 'telegram')
}
