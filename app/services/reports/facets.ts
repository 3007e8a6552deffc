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
  answered_late: 'f.first_response_at > f.response_due_at',
  rated: 'f.score is not null',
  /** Its requester found it good or great. */
  content: 'f.score >= 4',
  with_output: 'f.is_done and f.quantity > 0',
  video: 'f.video > 0',
  image: 'f.image > 0',
  other_output: 'f.quantity > f.video + f.image',
  /** Somebody said how many hours it takes, or nobody did. */
  estimated: `exists (select 1 from tickets e where e.id = f.ticket_id and e.estimated_hours is not null)`,
  unestimated: `exists (select 1 from tickets e where e.id = f.ticket_id and e.estimated_hours is null)`,
  /** Its deadline is counted, not the end of a planned time. */
  unscheduled: `not exists (select 1 from request_types s where s.id = f.request_type_id and s.is_scheduled)`,
  without_product: 'f.product_id is null and not f.has_items',
  /** Nobody's: planned people have no work yet. */
  unassigned: '(f.assignee_id is null or not f.is_assigned)',
  nobodys: 'f.assignee_id is null',
  helped: 'exists (select 1 from collaborators c where c.ticket_id = f.ticket_id)',
  with_pieces: 'f.quantity > 0',
  without_pieces: 'f.quantity = 0',
  without_brand: ofProduct(`trim(p.brand) = ''`),
  ads: ofProduct(`p.category = 'ads'`),
  telegram: ofProduct(`p.category = 'telegram'`),
  /** What an average was made of. */
  processed: 'f.is_done and f.processing_seconds is not null',
  acknowledged: 'f.acknowledge_seconds is not null',
  pieces_timed: 'f.is_done and f.quantity > 0 and f.processing_seconds is not null',
  approved_done: 'f.is_done and f.approved_at <= f.done_at',
  department_decided: 'f.department_seconds is not null',
  creative_decided: 'f.creative_seconds is not null',
} as const

export type Facet = keyof typeof FACETS

/** What only those learn who read the rating. */
export const OF_RATINGS: readonly Facet[] = ['rated', 'content']

export const FACET_NAMES = Object.keys(FACETS) as Facet[]

function ofProduct(condition: string): string {
  return amongProducts(`select p.id from products p where ${condition}`)
}

/**
 * True when one of the ticket's products is among these: those of its lines, else its own. Their ids stand in it twice, and
 * are found once however many tickets there are.
 */
export function amongProducts(ids: string): string {
  return `case when f.has_items then exists (
    select 1 from ticket_items i where i.ticket_id = f.ticket_id and i.product_id in (${ids}))
    else coalesce(f.product_id in (${ids}), false) end`
}
