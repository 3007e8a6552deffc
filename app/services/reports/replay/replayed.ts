import type { Kept, Story } from '#services/reports/replay/story'
import { noDurations, type Durations } from '#services/reports/replay/durations'
import { findWorkflow } from '#workflows/index'
import type { Workflow } from '#workflows/workflow'

/** A ticket while its activities are told again; times in milliseconds. */
export interface Replayed extends Kept {
  ticketId: number
  workflow: Workflow
  requesterId: number
  createdAt: number
  status: string
  statusSince: number
  approvedAt: number | null
  rejectedAt: number | null
  startedAt: number | null
  completedAt: number | null
  closedAt: number | null
  deletedAt: number | null
  revisionCount: number
  reopenCount: number
  score: number | null
  times: Durations
}

/**
 * A ticket before anything happened to it. Its brief and people come with its snapshots; where none was kept they are as
 * they are now.
 */
export function beginReplay({ ticketId, facts, helpers, items, told }: Story): Replayed {
  const workflow = findWorkflow(facts.workflow)
  const hasKept = told.some(({ kept }) => kept !== null)
  const criteria = facts.video > 0 ? 'video' : facts.image > 0 ? 'image' : null
  return {
    ticketId,
    workflow,
    requesterId: facts.requester_id,
    createdAt: facts.created_at.getTime(),
    status: workflow.initial,
    statusSince: facts.created_at.getTime(),
    priority: facts.priority,
    requestTypeId: facts.request_type_id,
    productId: facts.product_id,
    quantity: facts.has_items ? null : facts.quantity,
    criteria: facts.has_items ? null : criteria,
    items,
    requestingDepartmentId: facts.requesting_department_id,
    handlingDepartmentId: facts.handling_department_id,
    assigneeId: facts.assignee_id,
    helpers,
    assignedAt: hasKept ? null : momentOf(facts.assigned_at),
    deadlineAt: momentOf(facts.deadline_at),
    responseDueAt: momentOf(facts.response_due_at),
    firstResponseAt: null,
    ...{ confirmedAt: null, resolvedAt: null, actualEnd: null, approvedAt: null },
    ...{ rejectedAt: null, startedAt: null, completedAt: null, closedAt: null, deletedAt: null },
    ...{ revisionCount: 0, reopenCount: 0, score: null, times: noDurations() },
  }
}

export function momentOf(value: Date | string | null | undefined): number | null {
  return value ? new Date(value).getTime() : null
}

/** Stamps that statuses set on arrival. */
export type Stamp =
  'approvedAt' | 'rejectedAt' | 'startedAt' | 'completedAt' | 'resolvedAt' | 'closedAt'

/** Arrives in a status, with its stamp. */
export function arriveIn(ticket: Replayed, status: string, at: number): void {
  const stamp = ticket.workflow.statuses[status]?.stamp as Stamp | undefined
  if (ticket.status !== status) ticket.statusSince = at
  ticket.status = status
  if (stamp) ticket[stamp] = at
}
