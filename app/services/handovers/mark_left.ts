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
