import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import type { Telling } from '#services/notifications/tell'
import { ownDetails } from '#services/tickets/own_details'
import { peopleBefore, peopleChanges, tellPeople } from '#services/tickets/people_changes'
import { refuseStalePage } from '#services/tickets/refuse_stale_page'
import { saveTicket } from '#services/tickets/save_ticket'
import { stopClock } from '#services/tickets/start_clock'
import {
  authorise,
  withLockedTicket,
  type LockedTicket,
} from '#services/tickets/with_locked_ticket'

/**
 * Takes the assignee and the collaborators off a ticket; a clock that began with the assignment stops.
 * @throws NotFound, Refusal 403, Conflict 409
 */
export async function unassignTicket(
  ticketId: number,
  form: { lockVersion?: number },
  actor: Actor
): Promise<Ticket> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    authorise(locked, 'unassign')
    refuseStalePage(locked.ticket, form.lockVersion)
    return unassignLocked(locked)
  })
}

/**
 * The same for a ticket that the caller holds.
 * @param tells who is told besides
 * @throws Refusal 403
 */
export async function unassignLocked(locked: LockedTicket, tells: Telling[] = []): Promise<Ticket> {
  const { ticket, trx } = locked
  authorise(locked, 'unassign')
  const before = peopleBefore(locked)
  await trx.from('collaborators').where('ticket_id', ticket.id).delete()
  ticket.assigneeId = null
  stopClock(ticket)
  await saveTicket(ticket)
  await recordActivity(locked, {
    action: 'unassigned',
    changes: await peopleChanges(locked, before, []),
    details: ownDetails(locked, 'unassign'),
    tells: [...tellPeople(ticket, before, []), ...tells],
  })
  return ticket
}
