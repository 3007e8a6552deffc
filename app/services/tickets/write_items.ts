import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { BriefItem } from '#services/tickets/brief'
import clock from '#services/clock'

/** Replaces a ticket's items with these, in their order. */
export async function writeItems(
  trx: TransactionClientContract,
  ticketId: number,
  items: BriefItem[]
): Promise<void> {
  await trx.from('ticket_items').where('ticket_id', ticketId).delete()
  if (items.length === 0) return
  await trx.table('ticket_items').multiInsert(
    items.map((item, position) => ({
      ticket_id: ticketId,
      product_id: item.productId,
      quantity: item.quantity,
      criteria: item.criteria,
      position,
      created_at: clock.now().toJSDate(),
    }))
  )
}
