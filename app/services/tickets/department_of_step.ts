import type { Step } from '#workflows/workflow'

/** The two departments of a ticket. */
export interface StepDepartments {
  requestingDepartmentId: number
  handlingDepartmentId: number
}

/** The department whose managers decide a step: the requesting one first, then the handling one. */
export function departmentOfStep(step: Step, ticket: StepDepartments): number {
  return step === 'department' ? ticket.requestingDepartmentId : ticket.handlingDepartmentId
}

/** The column of `tickets` that names it. */
export function columnOfStep(step: Step): 'requesting_department_id' | 'handling_department_id' {
  return step === 'department' ? 'requesting_department_id' : 'handling_department_id'
}
