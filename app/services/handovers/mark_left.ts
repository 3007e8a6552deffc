import { recordActivity } from '#services/activity/record_activity'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

export type WhyLeft = 'deactivated' | 'moved'

/**
 * Marks a ticket whose assignee or collaborator left its department or the desk. The work stays assigned; the handling
 * managers are told.
 */
export async function markLeft(
  locked: Pick<LockedTicket, 'trx' | 'ticket' | 'actor'>,
  { name, why }: { name: string; why: WhyLeft }
): Promise<void> {
  const details = { name, why }
  await recordActivity(locked, {
    action: 'assignee_left',
    details,
    isChange: false,
    tells: [{ to: ['handling_managers'], kind: 'assignee_left', details }],
  })
}

/** The same for a ticket that comes back to work, when its assignee is not there any more. */
export async function markIfLeft(
  locked: Pick<LockedTicket, 'trx' | 'ticket' | 'actor'>
): Promise<void> {
  const { trx, ticket } = locked
  if (!ticket.assigneeId || !ticket.assignedAt) return
  const person = await trx
    .from('users')
    .where('id', ticket.assigneeId)
    .select('first_name', 'last_name', 'username', 'deactivated_at', 'department_id')
    .first()
  const isGone = person.deactivated_at !== null
  if (!isGone && person.department_id === ticket.handlingDepartmentId) return
  const name = `${person.first_name} ${person.last_name}`.trim() || person.username
  await markLeft(locked, { name, why: isGone ? 'deactivated' : 'moved' })
}
