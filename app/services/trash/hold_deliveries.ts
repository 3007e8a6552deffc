import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict } from '#exceptions/refusals'
import clock from '#services/clock'

/**
 * Holds every delivery about a ticket, and those that carry one of it along, until the transaction ends: no worker takes
 * one meanwhile.
 * @throws Conflict 409 when one is on its way right now: it would be written after everything else of the ticket is gone
 */
export async function holdDeliveries(
  trx: TransactionClientContract,
  ticketId: number
): Promise<void> {
  const { rows } = await trx.rawQuery(
    `select state, leased_until from deliveries
     where ticket_id = :ticketId
       or id in (select joined_into from deliveries where ticket_id = :ticketId and joined_into is not null)
     order by id for update`,
    { ticketId }
  )
  const now = clock.now().toJSDate()
  const isOnItsWay = rows.some(
    (row: { state: string; leased_until: Date | null }) =>
      row.state === 'sending' && row.leased_until !== null && row.leased_until > now
  )
  if (isOnItsWay) throw new Conflict('trash.being_told', { id: ticketId })
}
