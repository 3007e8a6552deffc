import { Refusal } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { askApprovers } from '#services/tickets/ask_approvers'
import { planStep } from '#services/tickets/plan_step'
import { saveTicket } from '#services/tickets/save_ticket'
import { authorise, withLockedTicket } from '#services/tickets/with_locked_ticket'
import { tellLeftMeanwhile } from '#services/trash/tell_left_meanwhile'
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

/** Minutes for which one's own trashing can be undone. */
export const UNDO_MINUTES = 10

/**
 * Brings a ticket back from the trash as it was; a waiting step is asked anew, and where somebody who does the work left
 * meanwhile, the handling managers are told. Managers of its departments and admins restore at any time (an own ticket
 * only admins). Beside them everybody may undo his own trashing for ten minutes, also the requester: he had the right to
 * put it away, nobody else had a hand in it since, and a slip of the finger is no business of a manager. It is recorded
 * as `restored` like any other.
 * @throws NotFound, Refusal 403
 */
export async function restoreTicket(ticketId: number, actor: Actor): Promise<Ticket> {
  return withLockedTicket(
    ticketId,
    actor,
    async (locked) => {
      const { ticket, standing, trx } = locked
      if (!mayRestore(standing.relations) && !mayUndo(ticket, locked.by?.id)) {
        throw new Refusal('trash.restore_not_yours')
      }
      ticket.deletedAt = null
      ticket.deletedBy = null
      await saveTicket(ticket)
      const step = ticket.waitingStep
      const waiting = step ? await planStep(step, ticket, trx) : null
      await recordActivity(locked, {
        action: 'restored',
        tells: [
          ...askApprovers({ waiting }),
          { to: ['requester', 'watchers', 'assignee', 'collaborators'], kind: 'restored' },
        ],
      })
      await tellLeftMeanwhile(locked)
      return ticket
    },
    { trashed: true }
  )
}

/** He trashed it himself, and not long ago. */
export function mayUndo(
  { deletedAt, deletedBy }: Pick<Ticket, 'deletedAt' | 'deletedBy'>,
  userId: number | undefined
): boolean {
  if (userId === undefined || deletedBy !== userId || !deletedAt) return false
  return clock.now() < deletedAt.plus({ minutes: UNDO_MINUTES })
}

/** Managers of either department and admins restore; on his own ticket only an admin. */
export function mayRestore(relations: ReadonlySet<string>): boolean {
  if (relations.has('admin')) return true
  if (relations.has('requester')) return false
  return relations.has('requesting_manager') || relations.has('handling_manager')
}
