import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type { BriefForm, FileFormat } from '#services/tickets/brief'

/** A ticket's brief as its edit form would send it back unchanged. */
export async function briefFormOf(ticket: Ticket): Promise<BriefForm> {
  const items = await db.from('ticket_items').where('ticket_id', ticket.id).orderBy('position')
  return {
    title: ticket.title,
    description: ticket.description,
    productId: ticket.productId,
    quantity: ticket.quantity,
    criteria: ticket.criteria,
    fileFormat: ticket.fileFormat as FileFormat | null,
    scheduledStart: ticket.scheduledStart,
    scheduledEnd: ticket.scheduledEnd,
    items: items.map((item) => ({
      productId: item.product_id,
      quantity: item.quantity,
      criteria: item.criteria,
    })),
  }
}
