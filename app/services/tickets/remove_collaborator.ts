import { Refusal } from '#exceptions/refusals'
import User from '#models/user'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { mayChangeCollaborators } from '#services/tickets/may'
import { ownDetails } from '#services/tickets/own_details'
import { saveTicket } from '#services/tickets/save_ticket'
import { withLockedTicket, type LockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Takes a collaborator off a ticket; he is told when he was at work on it. Somebody who is none changes nothing.
 * @returns the person, or null when he was no collaborator
 * @throws NotFound, Refusal 403
 */
export async function removeCollaborator(
  ticketId: number,
  userId: number,
  actor: Actor
): Promise<User | null> {
  return withLockedTicket(ticketId, actor, (locked) => removeHelper(locked, userId))
}

/**
 * The same for a ticket that the caller holds.
 * @throws Refusal 403
 */
export async function removeHelper(locked: LockedTicket, userId: number): Promise<User | null> {
  const { trx, ticket, by, standing, workflow } = locked
  if (by && !mayChangeCollaborators(standing, workflow))
    throw new Refusal('people.collaborators_not_yours')
  if (!locked.collaboratorIds.includes(userId)) return null
  const helper = await User.findOrFail(userId, { client: trx })
  await trx.from('collaborators').where({ ticket_id: ticket.id, user_id: userId }).delete()
  await saveTicket(ticket)
  await recordActivity(locked, {
    action: 'collaborator_removed',
    details: { userId: helper.id, name: helper.fullName, ...ownDetails(locked, 'assign') },
    tells: ticket.assignedAt ? [{ to: { ids: [helper.id] }, kind: 'collaborator_removed' }] : [],
  })
  return helper
}
