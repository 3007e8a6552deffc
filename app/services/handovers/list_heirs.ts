import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { findApprovers } from '#services/approvals/find_approvers'
import { departmentOfStep } from '#services/tickets/department_of_step'
import { waitingForMe } from '#services/tickets/waiting_for'
import { waitingStatuses } from '#workflows/index'

/** Decisions that wait for somebody who goes, and who decides them from then on. */
export interface Heirs {
  count: number
  /** Empty when nobody is left: then the step is passed over, or waits for a second person. */
  names: string[]
  /** No manager is left; admins decide. */
  byAdmins: boolean
}

/**
 * Groups the decisions that wait for a person by who decides them once he does not, in two queries.
 * @param after where he stands from then on; null when he goes altogether
 */
export async function listHeirs(
  person: User,
  after: { role: string; departmentId: number } | null
): Promise<Heirs[]> {
  if (!person.isActive) return []
  const rows = await waitingForMe(db.from('tickets'), person)
    .groupBy('workflow', 'status', 'requester_id', 'requesting_department_id')
    .groupBy('handling_department_id')
    .select('workflow', 'status', 'requester_id', 'requesting_department_id')
    .select('handling_department_id')
    .count('* as count')
  if (rows.length === 0) return []
  const find = await findApprovers()
  const groups = new Map<string, Heirs>()
  for (const row of rows) {
    const departmentId = departmentOf(row)
    if (after && keeps(person, after, departmentId)) continue
    const heirs = heirsOf(find, { departmentId, requesterId: row.requester_id }, person.id)
    const key = heirs.names.join()
    const group = groups.get(key) ?? { ...heirs, count: 0 }
    group.count += Number(row.count)
    groups.set(key, group)
  }
  return [...groups.values()].sort((one, other) => other.count - one.count)
}

/** Who decides for a department when this person does not. */
export function heirsOf(
  find: Awaited<ReturnType<typeof findApprovers>>,
  { departmentId, requesterId }: { departmentId: number; requesterId?: number },
  withoutId: number
): Omit<Heirs, 'count'> {
  const { approvers, byAdmins } = find(departmentId, requesterId)
  const managers = byAdmins ? [] : approvers.filter(({ id }) => id !== withoutId)
  if (managers.length > 0) {
    return { names: managers.map(({ fullName }) => fullName), byAdmins: false }
  }
  // No department has this number, so that only admins are found.
  const admins = find(0, requesterId).approvers.filter(({ id }) => id !== withoutId)
  return { names: admins.map(({ fullName }) => fullName), byAdmins: true }
}

function departmentOf(row: any): number {
  const waiting = waitingStatuses.find(
    ({ workflow, status }) => workflow === row.workflow && status === row.status
  )!
  return departmentOfStep(waiting.step, {
    requestingDepartmentId: row.requesting_department_id,
    handlingDepartmentId: row.handling_department_id,
  })
}

function keeps(
  person: User,
  after: { role: string; departmentId: number },
  departmentId: number
): boolean {
  if (after.role === 'admin') return true
  const isMoved = after.departmentId !== person.departmentId
  const keepsPosts = !isMoved && after.role !== 'member'
  if (keepsPosts && person.namedManagerOf.includes(departmentId)) return true
  return after.role === 'manager' && after.departmentId === departmentId
}
