import { judgeStatus } from '#services/tickets/rollback/judge_status'
import type { Looking } from '#services/tickets/rollback/looking'
import { planRollback } from '#services/tickets/rollback/plan_rollback'
import { pastOf, type Past } from '#services/tickets/rollback/read_past'
import type { Workflow } from '#workflows/workflow'

/** So many points are looked at closely before it is said that there is none. */
const MOST = 3

/**
 * The newest point before a refused one that can be gone back to: the brief was there what was wanted, or on its way.
 * A bounded number of queries.
 * @returns null when none of the newest candidates can
 */
export async function findPointInstead(looking: Looking, refused: Past): Promise<Past | null> {
  const { client, ticket, workflow } = looking
  const rows = await client
    .from('ticket_snapshots as s')
    .join('activities_in_full as a', 'a.id', 's.activity_id')
    .where('s.ticket_id', ticket.id)
    .where('s.activity_id', '<', refused.activityId)
    .where('a.is_internal', false)
    .whereRaw(`s.data ->> 'status' = any(?)`, [reachable(workflow, ticket.status)])
    .orderBy('s.activity_id', 'desc')
    .limit(MOST)
    .select('a.id', 'a.action', 'a.actor_id', 'a.details', 'a.created_at', 's.data')
  for (const past of rows.map(pastOf)) {
    const { refusal, isNothing } = await planRollback(looking, past)
    if (!refusal && !isNothing) return past
  }
  return null
}

/** Statuses that no approval bars from the outset: where it stands, and where approval begins. */
function reachable(workflow: Workflow, from: string): string[] {
  const free = { passed: [], skipped: [], hasAssignee: true, isChecklistDone: true }
  return Object.keys(workflow.statuses).filter((to) => {
    const question = { workflow, from, to, isBriefSame: true, ...free }
    return judgeStatus(question).kind !== 'refused'
  })
}
