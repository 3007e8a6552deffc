import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import type { DecisionLink } from '#services/decisions/read_decision_link'
import { transitionTicket } from '#services/tickets/transition_ticket'

export interface LinkDecision {
  decision: 'approve' | 'reject'
  note?: string
}

/**
 * Decides in the name of the person a link was mailed to. The link is used up in the transaction of the decision, by one
 * statement that asks once more whether it still counts.
 * @param address the client's, for the audit
 * @throws Conflict 409 with who was faster, or `link_ended`; Invalid 422 for a missing reason; Refusal, NotFound
 */
export async function decideByLink(
  { row, person, seen }: DecisionLink,
  { decision, note }: LinkDecision,
  address: string
): Promise<Ticket> {
  return transitionTicket(
    row.ticketId,
    decision,
    { note, seen, alongside: ({ trx }) => useUp(trx, row.id) },
    { by: person, channel: 'email', address }
  )
}

async function useUp(trx: TransactionClientContract, id: number): Promise<void> {
  const now = clock.now().toJSDate()
  const { rows } = await trx.rawQuery(
    `update decision_tokens d set used_at = :now
     from users u
     where d.id = :id and d.used_at is null and d.ended_at is null and d.expires_at > :now
       and u.id = d.user_id and u.session_epoch = d.epoch and u.admin_locked_at is null
     returning d.id`,
    { id, now } as Record<string, any>
  )
  if (rows.length === 0) throw new Conflict('link_ended')
}
