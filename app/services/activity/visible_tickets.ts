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

/** How many they are, each reason to see them counted up to `most`: good enough to choose a way, and always quick. */
export async function countVisible(
  viewer: User,
  question: Narrowing,
  most: number
): Promise<number> {
  const query = db.query()
  for (const [index, branch] of branchesOf(viewer, question).entries()) {
    const found = branch.select(db.raw('1')).limit(most).as('found')
    query.select(db.from(found).count('*').as(`branch_${index}`))
  }
  const row: Record<string, string> = await query.first()
  return Object.values(row).reduce((sum, count) => sum + Number(count), 0)
}

function branchesOf(viewer: User, { workflow, kind }: Narrowing): any[] {
  const among = workflowsOf(kind)
  return visibleBranches(viewer)!.map((branch) => {
    const query = branch(db.from('tickets').whereNull('tickets.deleted_at'))
    if (workflow) query.where('tickets.workflow', workflow)
    return among ? query.whereIn('tickets.workflow', among) : query
  })
}
