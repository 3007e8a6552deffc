import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import Ticket from '#models/ticket'
import { announce } from '#services/live/announce'
import { checkDelivered } from '#services/preflight/check_delivered'

/**
 * Checks one version of a deliverable anew, once everything about it is known (its preview was drawn). Does nothing for
 * files that are no version of one.
 */
export async function checkFile(
  attachmentId: number,
  client: QueryClientContract = db.connection()
): Promise<void> {
  await client.transaction(async (trx) => {
    const file = await trx
      .from('attachments')
      .where('id', attachmentId)
      .whereNotNull('deliverable_id')
      .select('ticket_id')
      .first()
    if (!file) return
    const ticket = await Ticket.query({ client: trx })
      .where('id', file.ticket_id)
      .forUpdate()
      .first()
    if (!ticket) return
    await checkDelivered(trx, ticket, [attachmentId])
    await ticket.save()
    await announce(trx, { ticket: ticket.id })
  })
}
