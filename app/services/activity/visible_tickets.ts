import db from '@adonisjs/lucid/services/db'
import { visibleBranches } from '#models/scopes/visible_tickets'
import type User from '#models/user'
import { workflowsOf } from '#services/activity/activity_kinds'
import type { ActivityQuestion } from '#services/activity/activity_question'

/** What the rules of reading ask of a ticket. */
const COLUMNS = [
  'id',
  'requester_id',
  'assignee_id',
  'assigned_at',
  'requesting_department_id',
  'handling_department_id',
].map((column) => `tickets.${column}`)

type Narrowing = Pick<ActivityQuestion, 'workflow' | 'kind'>

/** The tickets outside the trash that a person who is no admin sees, each once, as one query. */
export function visibleTickets(viewer: User, question: Narrowing): any {
  const [first, ...rest] = branchesOf(viewer, question).map((query) => query.select(COLUMNS))
  return first.union(rest)
}

/**
 * How many they are, counted up to `most`, those seen for two reasons twice: good enough to choose a way. The counting
 * stops in the middle of a reason, so that it costs little where a person sees much.
 */
export async function countVisible(
  viewer: User,
  question: Narrowing,
  most: number
): Promise<number> {
  const [first, ...rest] = branchesOf(viewer, question).map((query) => query.select('tickets.id'))
  const found = first.unionAll(rest).limit(most)
  const row = await db.from(found.as('found')).count('* as total').first()
  return Number(row.total)
}

function branchesOf(viewer: User, { workflow, kind }: Narrowing): any[] {
  const among = workflowsOf(kind)
  return visibleBranches(viewer, workflow)!.map((branch) => {
    const query = branch(db.from('tickets').whereNull('tickets.deleted_at'))
    if (workflow) query.where('tickets.workflow', workflow)
    return among ? query.whereIn('tickets.workflow', among) : query
  })
}
