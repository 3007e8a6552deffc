import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { sendJob } from '#services/jobs/send_job'
import { announce } from '#services/live/announce'
import { hasTelegram } from '#services/telegram/has_telegram'

/**
 * Removes every row of a ticket; its caller holds it. Texts and snapshots go last: their triggers let them go only when the
 * ticket is gone. Bare activities stay.
 */
export async function removeTicket(trx: TransactionClientContract, id: number): Promise<void> {
  await trx.from('tickets').where('merged_into', id).update({ merged_into: null })
  await tellOfBadges(trx, id)
  await removeDrafts(trx, id)
  await removeCards(trx, id)
  const deliveries = trx.from('deliveries').where('ticket_id', id).select('id')
  await trx.from('deliveries').whereIn('joined_into', deliveries).update({ joined_into: null })
  for (const table of ['deliveries', 'notifications', 'inbound_mails', 'live_lookers']) {
    await trx.from(table).where('ticket_id', id).delete()
  }
  await trx.from('tickets').where('id', id).delete()
  await trx.from('ticket_snapshots').where('ticket_id', id).delete()
  await trx.from('activity_texts').where('ticket_id', id).delete()
}

/** Who has not read all that was told of the ticket has fewer news now: open pages count again. */
async function tellOfBadges(trx: TransactionClientContract, ticketId: number): Promise<void> {
  const rows = await trx
    .from('notifications')
    .where({ ticket_id: ticketId, is_shown: true })
    .whereNull('read_at')
    .distinct('user_id')
  if (rows.length > 0) await announce(trx, { people: rows.map((row) => row.user_id as number) })
}

/**
 * Messages that stand in Telegram are rewritten without a word of the ticket; their rows hold no text, and go with the
 * next tidying. Without a bot nothing can be rewritten.
 */
async function removeCards(trx: TransactionClientContract, ticketId: number): Promise<void> {
  const cards = trx.from('telegram_cards').where('ticket_id', ticketId)
  if (!hasTelegram()) return void (await cards.delete())
  const marked = await cards.update({
    delivery_id: null,
    is_open: true,
    is_stale: true,
    next_try_at: null,
    attempts: 0,
    changes: trx.raw('changes + 1'),
  })
  if (Number(marked) > 0) await sendJob(trx, 'telegram')
}

/** A draft that was sent as this ticket, and one that is an untouched copy of it. */
async function removeDrafts(trx: TransactionClientContract, ticketId: number): Promise<void> {
  await trx.rawQuery(
    `delete from ticket_drafts d using tickets t
     where t.id = :ticketId
       and (exists (select 1 from idempotency_keys k
           where k.ticket_id = t.id and k.user_id = d.user_id and k.key = d.form ->> 'idempotencyKey')
         or (d.form ->> 'title' = t.title and d.form ->> 'description' = t.description))`,
    { ticketId }
  )
  await trx.from('idempotency_keys').where('ticket_id', ticketId).delete()
  await trx.from('idempotency_keys').whereLike('key', `follow-up:${ticketId}:%`).delete()
}
