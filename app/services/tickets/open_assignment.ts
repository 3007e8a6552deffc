import type User from '#models/user'
import type { Words } from '#services/activity/describe_activity'
import { prepareAssignment } from '#services/tickets/prepare_assignment'
import { readMoment } from '#services/words/read_moment'
import { describeClashes, findClashes, type PlanAsked } from '#services/workload/find_clashes'

/**
 * The assignment form as it stands there: who could do it, and who of those chosen is planned for something else at that
 * time.
 * @param form as typed; without it the ticket as it is
 * @throws NotFound for strangers, Refusal 403 with the reason
 */
export async function openAssignment(
  ticketId: number,
  viewer: User,
  words: Words,
  form?: Record<string, unknown>
) {
  const page = await prepareAssignment(ticketId, viewer)
  const { ticket } = page
  const asked: PlanAsked = form
    ? { ticketId, ...readPlan(form, words.times.zone) }
    : {
        ticketId,
        people: [ticket.assigneeId ?? 0, ...page.collaboratorIds],
        start: ticket.scheduledStart,
        end: ticket.scheduledEnd,
      }
  if (!ticket.requestType.isScheduled) return { ...page, clashes: [], taken: [] }
  // Of everybody who could do it, so that one sees beforehand who is free.
  const people = page.candidates.map(({ id }) => id)
  const all = await findClashes({ ...asked, people }, viewer)
  const chosen = all.filter(({ personId }) => asked.people.includes(personId))
  return {
    ...page,
    clashes: await describeClashes(chosen, viewer, words),
    taken: [...new Set(all.map(({ personId }) => personId))],
  }
}

/** Who is to be there and when, of a form that need not be right. */
function readPlan(form: Record<string, unknown>, zone: string) {
  const moment = (value: unknown) => (typeof value === 'string' ? readMoment(value, zone) : null)
  const chosen = [form.assignee_id, form.collaborator_ids].flat().map(Number)
  return {
    people: chosen.filter((id) => Number.isSafeInteger(id) && id > 0),
    start: moment(form.scheduled_start),
    end: moment(form.scheduled_end),
  }
}
