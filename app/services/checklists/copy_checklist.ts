import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'

/**
 * Gives a new ticket the checklist of its request type, as it is today: later changes of the type leave it alone. The
 * caller saves the ticket. One statement, and nothing for a type without a checklist.
 */
export async function copyChecklist(
  trx: TransactionClientContract,
  ticket: Pick<Ticket, 'id' | 'requestTypeId' | 'checklistLeft'>
): Promise<void> {
  const { rows } = await trx.rawQuery(
    `insert into ticket_checklist (ticket_id, text, is_required, position)
     select :ticketId, i.text, t.is_checklist_required, i.position
     from checklist_items i join request_types t on t.id = i.request_type_id
     where t.id = :typeId order by i.position, i.id
     returning is_required`,
    { ticketId: ticket.id, typeId: ticket.requestTypeId }
  )
  ticket.checklistLeft = rows.filter((row: { is_required: boolean }) => row.is_required).length
}
