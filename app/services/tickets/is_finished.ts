import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** Nothing more is expected of this ticket unless somebody asks again; its deadline stays as it was met or missed. */
export function isFinished({
  workflow,
  ticket,
}: Pick<LockedTicket, 'workflow' | 'ticket'>): boolean {
  return workflow.statuses[ticket.status].isFinished ?? false
}
