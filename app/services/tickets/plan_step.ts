import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { Step } from '#workflows/workflow'

export interface Approver {
  id: number
  fullName: string
}

/** Why a step is recorded as skipped instead of asked. */
export type SkipReason = 'requester_manages' | 'requester_is_creative' | 'nobody_else'

/** Who decides a step, or why nobody has to. */
export interface StepPlan {
  step: Step
  skip: SkipReason | null
  approvers: Approver[]
  /** No manager can decide: admins do. */
  byAdmins: boolean
  departmentId: number
}

export interface StepQuestion {
  requesterId: number
  requestingDepartmentId: number
  handlingDepartmentId: number
}

/**
 * Decides by the standing decision 2 and "nobody left to decide" (shared/workflows): the step's managers decide, the
 * requester never; without an active one admins do; a step the requester himself could decide is skipped unless the
 * department asks for a second person. Computed anew whenever a step becomes due.
 */
export async function planStep(
  step: Step,
  ticket: StepQuestion,
  client: QueryClientContract = db.connection()
): Promise<StepPlan> {
  const departmentId =
    step === 'department' ? ticket.requestingDepartmentId : ticket.handlingDepartmentId
  const { rows } = await client.rawQuery(
    `select u.id, u.first_name, u.last_name, u.username, d.require_second_person as second_person,
        (u.id = d.manager_id or (u.role = 'manager' and u.department_id = d.id)) as manages,
        u.id = d.manager_id as named, u.role = 'admin' as is_admin,
        own.is_creative as in_creative, u.approved_at is not null and u.deactivated_at is null as active
      from departments d
      join users u on u.id = :requester or u.id = d.manager_id or u.role = 'admin'
        or (u.role = 'manager' and u.department_id = d.id)
      join departments own on own.id = u.department_id
      where d.id = :department
      order by named desc nulls last, u.created_at, u.id`,
    { requester: ticket.requesterId, department: departmentId }
  )
  const requester = rows.find((row: any) => row.id === ticket.requesterId)
  const others = rows.filter((row: any) => row.active && row.id !== ticket.requesterId)
  const managers = others.filter((row: any) => row.manages)
  const admins = others.filter((row: any) => row.is_admin)
  const needsSecond: boolean = requester?.second_person ?? false
  const plan: StepPlan = { step, skip: null, approvers: [], byAdmins: false, departmentId }
  if (!needsSecond && requester?.manages) return { ...plan, skip: 'requester_manages' }
  if (!needsSecond && step === 'department' && requester?.in_creative) {
    return { ...plan, skip: 'requester_is_creative' }
  }
  if (managers.length > 0) return { ...plan, approvers: managers.map(asApprover) }
  if (admins.length > 0) return { ...plan, approvers: admins.map(asApprover), byAdmins: true }
  return needsSecond ? { ...plan, byAdmins: true } : { ...plan, skip: 'nobody_else' }
}

function asApprover(row: any): Approver {
  const fullName = `${row.first_name} ${row.last_name}`.trim() || row.username
  return { id: row.id, fullName }
}
