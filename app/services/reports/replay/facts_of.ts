import type { Replayed } from '#services/reports/replay/replayed'
import type { Written } from '#services/reports/replay/story'

const moment = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** A ticket that was told again, in the columns of ticket_facts (the view ticket_facts_now says what they mean). */
export function factsOf(ticket: Replayed): Written {
  const { status, workflow, times } = ticket
  const { isFinished = false, isRefused = false } = workflow.statuses[status]
  const isDone = isFinished && !isRefused
  const ended = isFinished ? endOf(ticket) : null
  return {
    ticket_id: ticket.ticketId,
    workflow: workflow.key,
    status,
    is_done: isDone,
    is_open: !isFinished,
    priority: ticket.priority,
    request_type_id: ticket.requestTypeId,
    product_id: ticket.productId,
    has_items: ticket.items.length > 0,
    requester_id: ticket.requesterId,
    requesting_department_id: ticket.requestingDepartmentId,
    handling_department_id: ticket.handlingDepartmentId,
    assignee_id: ticket.assigneeId,
    is_assigned: ticket.assignedAt !== null,
    ...piecesOf(ticket),
    revision_count: ticket.revisionCount,
    reopen_count: ticket.reopenCount,
    created_at: moment(ticket.createdAt),
    assigned_at: moment(ticket.assignedAt),
    approved_at: moment(ticket.approvedAt),
    started_at: moment(ticket.startedAt),
    done_at: isDone ? moment(ended) : null,
    ended_at: moment(ended),
    deadline_at: moment(ticket.deadlineAt),
    response_due_at: moment(ticket.responseDueAt),
    first_response_at: moment(times.firstResponseAt),
    processing_seconds: times.processingSeconds,
    acknowledge_seconds: times.acknowledgeSeconds,
    cycle_seconds: times.cycleSeconds,
    department_seconds: times.steps.department.seconds,
    creative_seconds: times.steps.creative.seconds,
    score: ticket.score,
    deleted_at: moment(ticket.deletedAt),
  }
}

function endOf({ status, statusSince, ...at }: Replayed): number {
  if (status === 'rejected') return at.rejectedAt ?? statusSince
  if (status === 'closed') return at.resolvedAt ?? at.closedAt ?? statusSince
  return (status === 'completed' ? at.completedAt : at.resolvedAt) ?? statusSince
}

/** Output is creative work: items count by their own criteria, a ticket without items by its own. */
function piecesOf({ workflow, items, quantity, criteria }: Replayed) {
  if (workflow.key !== 'creative') return { quantity: 0, video: 0, image: 0 }
  const lines = items.length > 0 ? items : [{ quantity: quantity ?? 0, criteria }]
  const sum = (kind?: string) =>
    lines.reduce((all, line) => all + (!kind || line.criteria === kind ? line.quantity : 0), 0)
  return { quantity: sum(), video: sum('video'), image: sum('image') }
}

/** The same of ticket_times. */
export function timesOf({ times }: Replayed): Written {
  const { department, creative } = times.steps
  return {
    department_due_at: moment(department.dueAt),
    department_decided_at: moment(department.decidedAt),
    department_seconds: department.seconds,
    creative_due_at: moment(creative.dueAt),
    creative_decided_at: moment(creative.decidedAt),
    creative_seconds: creative.seconds,
    first_assigned_at: moment(times.firstAssignedAt),
    first_started_at: moment(times.firstStartedAt),
    first_completed_at: moment(times.firstCompletedAt),
    first_response_at: moment(times.firstResponseAt),
    review_started_at: moment(times.reviewStartedAt),
    review_seconds: times.reviewSeconds,
    hold_started_at: moment(times.holdStartedAt),
    hold_seconds: times.holdSeconds,
    acknowledge_seconds: times.acknowledgeSeconds,
    processing_seconds: times.processingSeconds,
    cycle_seconds: times.cycleSeconds,
  }
}
