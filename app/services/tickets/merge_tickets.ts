import { Invalid, NotFound } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { moveContents } from '#services/tickets/move_contents'
import { moveTo } from '#services/tickets/move_to'
import { ownDetails } from '#services/tickets/own_details'
import { refuseStalePage } from '#services/tickets/refuse_stale_page'
import { saveTicket } from '#services/tickets/save_ticket'
import { turnClock } from '#services/tickets/turn_clock'
import { authorise, type LockedTicket } from '#services/tickets/with_locked_ticket'
import { withLockedTickets } from '#services/tickets/with_locked_tickets'
import { transitionNamed, whyNot } from '#workflows/workflow'

export interface MergeForm {
  /** The ticket that goes on. */
  intoId: number
  lockVersion?: number
}

/**
 * Closes a ticket into another one of the same requester: its comments, notes, files, watchers and links go there, and it
 * points there from now on.
 * @returns the ticket that goes on
 * @throws NotFound, Refusal 403, Conflict 409, Invalid 422 `intoId`
 */
export async function mergeTickets(
  ticketId: number,
  { intoId, lockVersion }: MergeForm,
  actor: Actor
): Promise<Ticket> {
  return withLockedTickets([ticketId, intoId], actor, async (both) => {
    const source = both.get(ticketId)
    const transition = source && transitionNamed(source.workflow, 'merge')
    if (!source || !transition) throw new NotFound()
    authorise(source, 'merge')
    refuseStalePage(source.ticket, lockVersion)
    const target = judgeTarget(source, intoId, both.get(intoId))
    await moveContents(source, target)
    const { status: fromStatus, statusSince: since } = source.ticket
    source.ticket.mergedInto = target.ticket.id
    await moveTo(source, transition.to)
    await turnClock(source, { status: fromStatus, since })
    await saveTicket(source.ticket)
    await saveTicket(target.ticket)
    const own = ownDetails(source, 'merge')
    await recordActivity(source, {
      action: transition.activity as string,
      fromStatus,
      details: { name: String(target.ticket.id), ...own },
      tells: [{ to: transition.tells, kind: transition.kind, details: { into: target.ticket.id } }],
    })
    await recordActivity(target, {
      action: 'received_merge',
      details: { name: String(ticketId), ...own },
      tells: [],
    })
    return target.ticket
  })
}

/** A closed ticket takes nothing, so a chain of merges can never come back to where it began. */
function judgeTarget(
  source: LockedTicket,
  intoId: number,
  target: LockedTicket | undefined
): LockedTicket {
  const refuse = (key: string) =>
    new Invalid('intoId', `${source.workflow.key}.merge.${key}`, { id: intoId })
  if (!target) throw refuse('target_unknown')
  const { ticket, workflow, standing } = target
  if (ticket.id === source.ticket.id) throw refuse('itself')
  if (workflow !== source.workflow) throw refuse('other_workflow')
  const isClosed = workflow.statuses[ticket.status].isClosed
  if (!isClosed && whyNot(workflow, 'merge', standing)) throw refuse('not_yours_there')
  if (ticket.requesterId !== source.ticket.requesterId) throw refuse('other_requester')
  if (ticket.mergedInto) throw refuse('target_merged')
  if (isClosed) throw refuse('target_closed')
  return target
}
