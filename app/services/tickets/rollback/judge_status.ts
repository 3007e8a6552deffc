import type { Condition, Step, Workflow } from '#workflows/workflow'

/** What decides whether a status of the past can be stood in again. */
export interface StatusQuestion {
  workflow: Workflow
  /** Where it stands now. */
  from: string
  /** Where it stood at the point. */
  to: string
  /** Nothing of the brief would change. */
  isBriefSame: boolean
  /** Steps that are approved or skipped for the present brief and round. */
  passed: Step[]
  /** Steps that would be skipped if they were asked now, from the first on. */
  skipped: Step[]
  /** Somebody is assigned afterwards. */
  hasAssignee: boolean
  /** Nothing that its checklist requires is left to do. */
  isChecklistDone: boolean
  /** Its type asks for no deliverable, or one is there; left out for yes. */
  isDeliverableReady?: boolean
  /** No deliverable fails its checks without a reason; left out for yes. */
  isPreflightPassed?: boolean
  /** No deliverable is still being read for its checks; left out for yes. */
  isPreflightRead?: boolean
}

/** Why a point as a whole cannot be gone back to: a key of refusals.json under `rollback`. */
export type StatusRefusal =
  | 'approval_void'
  | 'approval_missing'
  | 'refused_status'
  | 'nobody_assigned'
  | 'checklist_open'
  | 'deliverable_missing'
  | 'preflight_failing'
  | 'preflight_running'
  | 'status_unknown'

export type StatusOutcome =
  | { kind: 'stays' }
  /** Approval begins again with this step; the approvals of earlier steps are kept. */
  | { kind: 'enters'; step: Step; keeps: Step[] }
  | { kind: 'arrives'; status: string }
  | { kind: 'refused'; why: StatusRefusal }

/**
 * Where a rollback may bring a ticket (shared/workflows, rollback): approvals never come back, so a status is reached
 * only with those it needs valid for the brief that is restored. Pure.
 */
export function judgeStatus(question: StatusQuestion): StatusOutcome {
  const { workflow, from, to, isBriefSame, passed, skipped } = question
  const status = workflow.statuses[to]
  if (!status) return refused('status_unknown')
  if (status.isRefused) return from === to ? { kind: 'stays' } : refused('refused_status')
  const { steps } = workflow
  const needed = status.step ? steps.slice(0, steps.indexOf(status.step)) : steps
  if (!isBriefSame && steps.length > 0) {
    const isFree = needed.every((step) => skipped.includes(step))
    const isBeforeWork = status.step !== undefined || to === workflow.afterSteps
    if (!isFree || !isBeforeWork) return refused('approval_void')
    return { kind: 'enters', step: steps[0], keeps: [] }
  }
  if (from === to) return { kind: 'stays' }
  if (!needed.every((step) => passed.includes(step))) return refused('approval_missing')
  if (status.step) return { kind: 'enters', step: status.step, keeps: needed }
  if (needsAssignee(question) && !question.hasAssignee) return refused('nobody_assigned')
  const asks = (condition: Condition) => comesIntoWhatAsks(question, condition)
  if (asks('checklist_done') && !question.isChecklistDone) return refused('checklist_open')
  if (asks('deliverable_ready') && question.isDeliverableReady === false)
    return refused('deliverable_missing')
  if (asks('preflight_passed') && question.isPreflightPassed === false)
    return refused('preflight_failing')
  if (asks('preflight_read') && question.isPreflightRead === false)
    return refused('preflight_running')
  return { kind: 'arrives', status: to }
}

/** Work that is asked for with signatures is begun by somebody who was given it. */
function needsAssignee({ workflow, to }: StatusQuestion): boolean {
  return workflow.steps.length > 0 && to !== workflow.afterSteps
}

/** Some move into this status asks for this, and the ticket does not come from an end already. */
function comesIntoWhatAsks({ workflow, from, to }: StatusQuestion, condition: Condition): boolean {
  if (workflow.statuses[from].isFinished) return false
  return workflow.transitions.some((one) => one.to === to && one.requires?.includes(condition))
}

function refused(why: StatusRefusal): StatusOutcome {
  return { kind: 'refused', why }
}
