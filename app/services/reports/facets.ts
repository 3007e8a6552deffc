/**
 * What a figure counts, as a condition over `ticket_facts f`; none has a binding. Reports count by them and lists narrow by
 * them (`is=done`), so that the list behind a figure cannot hold another number.
 */
export const FACETS = {
  assigned: 'f.is_assigned',
  done: 'f.is_done',
  assigned_done: 'f.is_assigned and f.is_done',
  open: 'f.is_open',
  in_progress: `f.status = 'in_progress'`,
  /** Assigned, neither at work nor finished. */
  pending: `f.is_assigned and f.is_open and f.status <> 'in_progress'`,
  rejected: `f.status = 'rejected'`,
  revised: 'f.revision_count > 0',
  timed_done: 'f.is_done and f.deadline_at is not null',
  on_time: 'f.is_done and f.done_at <= f.deadline_at',
  late_done: 'f.is_done and f.done_at > f.deadline_at',
  reopened: 'f.reopen_count > 0',
  answered: 'f.first_response_at is not null',
  answer_timed: 'f.response_due_at is not null and f.first_response_at is not null',
  answered_on_time: 'f.first_response_at <= f.response_due_at',
  rated: 'f.score is not null',
  with_output: 'f.is_done and f.quantity > 0',
  video: 'f.video > 0',
  image: 'f.image > 0',
  other_output: 'f.quantity > f.video + f.image',
  without_product: 'f.product_id is null and not f.has_items',
} as const

export type Facet = keyof typeof FACETS

export const FACET_NAMES = Object.keys(FACETS) as Facet[]
