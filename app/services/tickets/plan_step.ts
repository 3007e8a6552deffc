import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { findApprovers, type Approver } from '#services/approvals/find_approvers'
import { manages } from '#services/people/manages'
import { departmentOfStep, type StepDepartments } from '#services/tickets/department_of_step'
import type { Step } from '#workflows/workflow'

/** Why a step is recorded as skipped instead of asked. */
export type SkipReason = 'requester_manages' | 'requester_is_creative' | 'nobody_else'

/** Who decides a step, or why nobody has to. */
export interface StepPlan {
  step: Step
  /** Counts when the ticket comes to the step; one that waits already is not skipped while somebody can decide it. */
  skip: SkipReason | null
  /** Everybody but the requester who may decide, the named manager first. */
  approvers: Approver[]
  /** No manager can decide: admins do. */
  byAdmins: boolean
  departmentId: number
}

export interface StepQuestion extends StepDepartments {
  requesterId: number
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
  const { requesterId } = ticket
  const departmentId = departmentOfStep(step, ticket)
  const find = await findApprovers(client, departmentId)
  const plan = { step, departmentId, ...find(departmentId, requesterId) }
  const { rows } = await client.rawQuery(
    `select d.require_second_person as "needsSecond", ${manages('u', 'd')} as manages, own.is_creative as "isCreative"
      from departments d, users u join departments own on own.id = u.department_id
      where d.id = :departmentId and u.id = :requesterId`,
    { departmentId, requesterId }
  )
  return { ...plan, skip: whySkip(step, rows[0], plan.approvers) }
}

interface RequesterThere {
  needsSecond: boolean
  manages: boolean
  isCreative: boolean
}

function whySkip(
  step: Step,
  requester: RequesterThere | undefined,
  approvers: Approver[]
): SkipReason | null {
  if (requester?.needsSecond) return null
  if (requester?.manages) return 'requester_manages'
  if (step === 'department' && requester?.isCreative) return 'requester_is_creative'
  return approvers.length === 0 ? 'nobody_else' : null
}
