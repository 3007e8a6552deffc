import db from '@adonisjs/lucid/services/db'
import User from '#models/user'
import { whereVisible } from '#models/scopes/visible_tickets'
import { findApprovers, type Approver } from '#services/approvals/find_approvers'
import { STEP_STATUSES } from '#services/approvals/list_requests'
import { departmentOfStep } from '#services/tickets/department_of_step'
import { findWorkflow } from '#workflows/index'

export interface PendingRow {
  person: User
  count: number
  /** When the oldest one began to wait. */
  oldest: Date
}

/** Decisions that a department owes, and who of it gives them. */
export interface PendingOfDepartment {
  departmentId: number
  approver: Approver
  count: number
  /** When the oldest one began to wait. */
  oldest: Date
}

/**
 * Open decisions by the person they wait for (the first of a step's approvers, as everywhere), of tickets the viewer
 * sees; the longest queue first.
 */
export async function countPending(viewer: User): Promise<PendingRow[]> {
  const rows = new Map<number, Omit<PendingRow, 'person'>>()
  for (const { approver, count, oldest } of await countPendingByDepartment(viewer)) {
    const row = rows.get(approver.id) ?? { count: 0, oldest }
    row.count += count
    if (oldest < row.oldest) row.oldest = oldest
    rows.set(approver.id, row)
  }
  const people = await User.query().whereIn('id', [...rows.keys()])
  return people
    .map((person) => ({ person, ...rows.get(person.id)! }))
    .sort((a, b) => b.count - a.count || Number(a.oldest) - Number(b.oldest))
}

/** The same by the department whose step it is; two people of one department stand there twice. */
export async function countPendingByDepartment(viewer: User): Promise<PendingOfDepartment[]> {
  const groups = await waiting(viewer)
  const find = await findApprovers()
  const rows = new Map<string, PendingOfDepartment>()
  for (const group of groups) {
    const { step } = findWorkflow(group.workflow).statuses[group.status]
    const departmentId = departmentOfStep(step!, group)
    const [approver] = find(departmentId, group.requester).approvers
    if (!approver) continue
    const key = `${departmentId} ${approver.id}`
    const row = rows.get(key) ?? { departmentId, approver, count: 0, oldest: group.oldest }
    row.count += group.count
    if (group.oldest < row.oldest) row.oldest = group.oldest
    rows.set(key, row)
  }
  return [...rows.values()].sort((a, b) => b.count - a.count)
}

interface Group {
  workflow: string
  status: string
  requestingDepartmentId: number
  handlingDepartmentId: number
  requester: number
  count: number
  oldest: Date
}

async function waiting(viewer: User): Promise<Group[]> {
  return whereVisible(db.from('tickets').whereNull('tickets.deleted_at'), viewer)
    .whereIn('tickets.status', STEP_STATUSES)
    .select('workflow', 'status')
    .select({ requestingDepartmentId: 'requesting_department_id' })
    .select({ handlingDepartmentId: 'handling_department_id' })
    .select({ requester: 'requester_id' })
    .select(db.raw('count(*) as count, min(status_since) as oldest'))
    .groupBy(
      'workflow',
      'status',
      'requesting_department_id',
      'handling_department_id',
      'requester_id'
    )
}
