import { Refusal } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { askApprovers } from '#services/tickets/ask_approvers'
import { planStep } from '#services/tickets/plan_step'
import { saveTicket } from '#services/tickets/save_ticket'
import { authorise, withLockedTicket } from '#services/tickets/with_locked_ticket'
import { transitionNamed } from '#workflows/workflow'

/**
 * Moves a ticket to the trash: hidden everywhere except /trash, restorable.
 * @throws NotFound, Refusal 403
 */
export async function trashTicket(ticketId: number, actor: Actor): Promise<Ticket> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const { ticket } = locked
    authorise(locked, 'trash')
    ticket.deletedAt = clock.now()
    ticket.deletedBy = locked.by?.id ?? null
    await saveTicket(ticket)
    const { tells, kind } = transitionNamed(locked.workflow, 'trash')!
    await recordActivity(locked, { action: 'deleted', tells: [{ to: tells, kind }] })
    return ticket
  })
}

/**
 * Brings a ticket back from the trash as it was; a waiting step is asked anew.
 * @throws NotFound, Refusal 403: managers of its departments and admins restore, the requester never
 */
export async function restoreTicket(ticketId: number, actor: Actor): Promise<Ticket> {
  return withLockedTicket(
    ticketId,
    actor,
    async (locked) => {
      const { ticket, standing, trx } = locked
      if (!mayRestore(standing.relations)) throw new Refusal('trash.restore_not_yours')
      ticket.deletedAt = null
      ticket.deletedBy = null
      await saveTicket(ticket)
      const step = ticket.waitingStep
      const waiting = step ? await planStep(step, ticket, trx) : null
      await recordActivity(locked, {
        action: 'restored',
        tells: [...askApprovers({ waiting }), { to: ['requester', 'watchers'], kind: 'restored' }],
      })
      return ticket
    },
    { trashed: true }
  )
}

/** Managers of either department and admins restore; on his own ticket only an admin. */
export function mayRestore(relations: ReadonlySet<string>): boolean {
  if (relations.has('admin')) return true
  if (relations.has('requester')) return false
  return relations.has('requesting_manager') || relations.has('handling_manager')
}
