import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import { findWorkflow } from '#workflows/index'
import { isByException, type Standing, type Transition } from '#workflows/workflow'

/** The move that asks for a done checklist: completing, resolving. */
function completing(workflow: string): Transition | undefined {
  return findWorkflow(workflow).transitions.find((one) => one.requires?.includes('checklist_done'))
}

/**
 * Why this person may not tick: who completes the work ticks what belongs to it, while it is not finished and no
 * signature is awaited.
 * @returns a key of refusals.json under `checklists`, or null when he may
 */
export function whyNotTick(workflow: string, standing: Standing): string | null {
  const move = completing(workflow)
  const { relations } = standing
  const isBarred =
    move?.never?.some((relation) => relations.has(relation)) &&
    !(move.exceptAdmin && relations.has('admin'))
  if (isBarred) return 'own'
  const names = (move?.who ?? []).map((grant) => (Array.isArray(grant) ? grant[0] : grant))
  if (!names.some((relation) => relations.has(relation))) return 'not_yours'
  const status = findWorkflow(workflow).statuses[standing.status]
  if (status?.isFinished) return 'finished'
  return status?.step ? 'not_begun' : null
}

/** Whether an admin ticks on his own ticket: the activity is marked. */
export function ticksByException({ workflow, standing }: LockedTicket): boolean {
  const move = completing(workflow.key)
  return move !== undefined && isByException(move, standing)
}
