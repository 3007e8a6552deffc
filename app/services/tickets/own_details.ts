import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import { isByException, transitionNamed } from '#workflows/workflow'

/** Marks in the activity's details what an admin did on his own ticket (shared/access: the requester's relation wins). */
export function ownDetails(
  { workflow, standing }: Pick<LockedTicket, 'workflow' | 'standing'>,
  name: string
): { own?: true } {
  const transition = transitionNamed(workflow, name)
  return transition && isByException(transition, standing) ? { own: true } : {}
}
