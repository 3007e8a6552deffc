import db from '@adonisjs/lucid/services/db'
import type { ShownItem } from '#services/tickets/show/shown_ticket'

/** The products that were asked for, in the order of the form. */
export async function loadItems(ticketId: number): Promise<ShownItem[]> {
  return db
    .from('ticket_items')
    .join('products', 'products.id', 'ticket_items.product_id')
    .where('ticket_id', ticketId)
    .orderBy('ticket_items.position')
    .orderBy('ticket_items.id')
    .select('products.name as product', 'ticket_items.quantity', 'ticket_items.criteria')
}
