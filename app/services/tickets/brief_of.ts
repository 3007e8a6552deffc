import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type { BriefForm, FileFormat } from '#services/tickets/brief'

/** The brief of a ticket as a form would send it unchanged. One query, for the items. */
export async function briefOf(
  ticket: Ticket,
  client: QueryClientContract = db.connection()
): Promise<Required<BriefForm>> {
  const items = await client
    .from('ticket_items')
    .where('ticket_id', ticket.id)
    .orderBy('position')
    .select('product_id', 'quantity', 'criteria')
  return {
    title: ticket.title,
    description: ticket.description,
    productId: ticket.productId,
    items: items.map((item) => ({
      productId: item.product_id,
      quantity: item.quantity,
      criteria: item.criteria,
    })),
    quantity: ticket.quantity,
    criteria: ticket.criteria,
    fileFormat: ticket.fileFormat as FileFormat | null,
    scheduledStart: ticket.scheduledStart,
    scheduledEnd: ticket.scheduledEnd,
  }
}
