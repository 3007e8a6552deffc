import type { LeftOutReason } from '#services/tickets/rollback/left_out'
import type { Looking } from '#services/tickets/rollback/looking'
import type { Past } from '#services/tickets/rollback/read_past'
import { concerns, mayMove, transitionNamed } from '#workflows/workflow'

/** Whether a move is open to the person where the ticket stands, or where it would stand. */
export function mayAtEither(
  { ticket, workflow, standing }: Looking,
  past: Past,
  name: string
): boolean {
  if (mayMove(workflow, name, standing)) return true
  const facts = new Set(standing.facts)
  if (ticket.startedAt && ticket.startedAt > past.at) facts.add('work_not_started')
  return mayMove(workflow, name, { ...standing, status: past.status, facts })
}

/** Proposals before approval are his to change who assigns after it. */
export function whyNotAssign({ workflow, standing }: Looking, past: Past): LeftOutReason | null {
  const assign = transitionNamed(workflow, 'assign')!
  if (!concerns(assign, standing)) return 'not_yours_to_assign'
  return workflow.statuses[past.status]?.isClosed ? 'closed_people' : null
}
