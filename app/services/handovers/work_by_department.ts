import { listCandidates, type Option } from '#services/handovers/list_candidates'
import { countStatuses, listed, type Listed, type WorkRow } from '#services/handovers/listed'
import { findWorkflow } from '#workflows/index'
import { transitionNamed } from '#workflows/workflow'

/** What a person does for one department. */
export interface WorkThere extends Listed {
  departmentId: number
  department: string
  /** How many of them he only helps with. */
  helping: number
  statuses: { workflow: string; status: string; count: number }[]
  /** Some of it cannot go back to the queue any more. */
  hasBegun: boolean
  /** Who could take it over. */
  people: Option[]
}

/** A ticket that somebody does, and what he is to it. */
export interface TheirRow extends WorkRow {
  departmentId: number
  department: string
  isTaken: boolean
  isAssignee: boolean
}

/** Groups somebody's tickets by who hands out the work; one query for all who could take them over. */
export async function byDepartment(rows: TheirRow[], personId: number): Promise<WorkThere[]> {
  const groups = [...Map.groupBy(rows, ({ departmentId }) => departmentId).entries()]
  const candidates = await listCandidates(
    groups.map(([id]) => id),
    personId
  )
  return groups.map(([departmentId, some]) => ({
    ...listed(some),
    departmentId,
    department: some[0].department,
    helping: some.filter(({ isAssignee }) => !isAssignee).length,
    statuses: countStatuses(some),
    hasBegun: some.some(({ workflow, status }) => !mayGoBack(workflow, status)),
    people: candidates.get(departmentId) ?? [],
  }))
}

function mayGoBack(workflow: string, status: string): boolean {
  return transitionNamed(findWorkflow(workflow), 'unassign')!.from.includes(status)
}
