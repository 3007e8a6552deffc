import { Invalid, Refusal } from '#exceptions/refusals'
import User from '#models/user'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { mayChangeCollaborators } from '#services/tickets/may'
import { ownDetails } from '#services/tickets/own_details'
import { refuseRequester } from '#services/tickets/propose_people'
import { saveTicket } from '#services/tickets/save_ticket'
import { withLockedTicket, type LockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Adds somebody of the handling department who helps and may act like the assignee. He is told once the ticket is
 * assigned; before, he is a proposal like the others.
 * @throws NotFound, Refusal 403, Invalid 422 `userId`
 */
export async function addCollaborator(
  ticketId: number,
  userId: number,
  actor: Actor
): Promise<User> {
  return withLockedTicket(ticketId, actor, (locked) => addHelper(locked, userId))
}

/**
 * The same for a ticket that the caller holds.
 * @throws Refusal 403, Invalid 422 `userId`
 */
export async function addHelper(locked: LockedTicket, userId: number): Promise<User> {
  const { trx, ticket, by, standing, workflow } = locked
  if (by && !mayChangeCollaborators(standing, workflow))
    throw new Refusal('people.collaborators_not_yours')
  const helper = await User.query({ client: trx }).where('id', userId).forShare().first()
  if (!helper?.isActive || helper.departmentId !== ticket.handlingDepartmentId) {
    throw new Invalid('userId', 'people.not_in_handling_department')
  }
  await refuseRequester(trx, ticket, [helper.id], 'userId')
  if (ticket.assigneeId === null) throw new Invalid('userId', 'people.assign_first')
  if (ticket.assigneeId === helper.id || locked.collaboratorIds.includes(helper.id)) return helper
  await trx.table('collaborators').insert({
    ticket_id: ticket.id,
    user_id: helper.id,
    added_by: by?.id ?? null,
    added_at: clock.now().toJSDate(),
  })
  await saveTicket(ticket)
  await recordActivity(locked, {
    action: 'collaborator_added',
    details: { userId: helper.id, name: helper.fullName, ...ownDetails(locked, 'assign') },
    tells: ticket.assignedAt ? [{ to: { ids: [helper.id] }, kind: 'collaborator_added' }] : [],
  })
  return helper
}
