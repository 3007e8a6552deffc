import type { DateTime } from 'luxon'
import { Invalid } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { FieldChange } from '#models/activity'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import type { Telling } from '#services/notifications/tell'
import { ownDetails } from '#services/tickets/own_details'
import { peopleBefore, peopleChanges, tellPeople } from '#services/tickets/people_changes'
import { proposePeople, type PeopleForm } from '#services/tickets/propose_people'
import { isFinished } from '#services/tickets/is_finished'
import { planEstimate } from '#services/tickets/plan_estimate'
import { refuseStalePage } from '#services/tickets/refuse_stale_page'
import { saveTicket } from '#services/tickets/save_ticket'
import { startClock } from '#services/tickets/start_clock'
import { workWasAssigned } from '#services/tickets/ticket_times'
import {
  authorise,
  withLockedTicket,
  type LockedTicket,
} from '#services/tickets/with_locked_ticket'

export interface AssignmentForm extends PeopleForm {
  /** Planned start and end, for scheduled types; without an end there is no deadline. */
  scheduledStart?: DateTime | null
  scheduledEnd?: DateTime | null
  /** How many hours it is thought to take; null for nobody knows, undefined to leave it as it is. */
  estimatedHours?: number | null
  /** The version the page showed; a stale one is refused instead of undoing somebody's assignment. */
  lockVersion?: number
}

/**
 * Names who does the work. The clock starts with the first assignment; naming somebody else does not restart it.
 * @throws NotFound, Refusal 403, Conflict 409 when somebody assigned meanwhile, Invalid 422
 */
export async function assignTicket(
  ticketId: number,
  form: AssignmentForm,
  actor: Actor
): Promise<Ticket> {
  return withLockedTicket(ticketId, actor, (locked) => assignLocked(locked, form))
}

/**
 * The same for a ticket that the caller holds.
 * @throws Refusal 403, Conflict 409, Invalid 422
 */
export async function assignLocked(locked: LockedTicket, form: AssignmentForm): Promise<Ticket> {
  const { ticket, trx } = locked
  authorise(locked, 'assign')
  refuseStalePage(ticket, form.lockVersion)
  if (!form.assigneeId) throw new Invalid('assigneeId', 'people.assignee_missing')
  const before = peopleBefore(locked)
  const schedule = planSchedule(ticket, form)
  const estimate = planEstimate(ticket, form.estimatedHours)
  const collaboratorIds = await proposePeople(trx, ticket, form, locked.by)
  const people = await peopleChanges(locked, before, collaboratorIds)
  const isSamePeople = before.wasAssigned && people.length === 0
  if (isSamePeople && schedule.length + estimate.length === 0) return ticket
  if (!before.wasAssigned) await beginWork(locked)
  else if (ticket.requestType.isScheduled && !isFinished(locked)) {
    ticket.deadlineAt = ticket.scheduledEnd
  }
  await saveTicket(ticket)
  await recordActivity(locked, {
    action: isSamePeople ? (schedule.length > 0 ? 'rescheduled' : 'estimated') : 'assigned',
    changes: [...people, ...schedule, ...estimate],
    details: ownDetails(locked, 'assign'),
    tells: [
      ...tellPeople(ticket, before, collaboratorIds),
      ...(schedule.length > 0 ? [SCHEDULE_CHANGED] : []),
    ],
  })
  return ticket
}

const SCHEDULE_CHANGED: Telling = {
  to: ['requester', 'assignee', 'collaborators'],
  kind: 'schedule_changed',
}

async function beginWork({ trx, ticket }: LockedTicket) {
  const now = clock.now()
  ticket.assignedAt = now
  await startClock(trx, ticket, now)
  await workWasAssigned(trx, ticket.id, now)
}

/** Sets the planned times of a scheduled type. @returns what changed, as ISO in UTC */
function planSchedule(ticket: Ticket, form: AssignmentForm): FieldChange[] {
  if (!ticket.requestType.isScheduled) return []
  const { scheduledStart = ticket.scheduledStart, scheduledEnd = ticket.scheduledEnd } = form
  if (!scheduledStart) throw new Invalid('scheduledStart', 'people.start_missing')
  if (scheduledEnd && scheduledEnd < scheduledStart) {
    throw new Invalid('scheduledEnd', 'brief.ends_before_start')
  }
  const iso = (at: DateTime | null) => at?.toUTC().toISO() ?? null
  const changes = [
    { field: 'scheduledStart', before: iso(ticket.scheduledStart), after: iso(scheduledStart) },
    { field: 'scheduledEnd', before: iso(ticket.scheduledEnd), after: iso(scheduledEnd) },
  ]
  ticket.merge({ scheduledStart, scheduledEnd })
  return changes.filter((change) => change.before !== change.after)
}
