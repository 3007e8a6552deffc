import { workflows } from '#workflows/index'

/** Groups of actions that a history is narrowed to; whoever adds an action without naming it here finds it in `other`. */
export const KINDS = ['decisions', 'brief', 'people', 'work', 'talk', 'files', 'other'] as const
export type Kind = (typeof KINDS)[number]

const GROUPED: Record<Exclude<Kind, 'other'>, string[]> = {
  decisions: [
    ...['dept_approved', 'approved', 'rejected', 'step_skipped', 'resubmitted', 'sent_back'],
    ...['confirmed', 'revision_requested', 'proof_decided'],
  ],
  brief: ['created', 'updated', 'rescheduled', 'rolled_back', 'deadline_moved'],
  people: [
    ...['assigned', 'unassigned', 'taken', 'transferred', 'assignee_left'],
    ...['collaborator_added', 'collaborator_removed', 'watcher_added', 'watcher_removed'],
    ...['guest_invited', 'guest_link_ended'],
  ],
  work: [
    ...['started', 'completed', 'asked_requester', 'answered', 'held', 'resumed', 'resolved'],
    ...['closed', 'reopened', 'withdrawn', 'checked', 'unchecked'],
  ],
  talk: [
    ...['commented', 'comment_edited', 'note_written', 'note_edited', 'rated'],
    ...['asked_requester', 'answered'],
    ...['pinned', 'pin_answered', 'pin_resolved', 'pin_reopened'],
  ],
  files: ['file_removed', 'delivered', 'deliverable_removed', 'preflight_overridden'],
}

/** Actions of every kind but `other`, as SQL; the index of what is left names the same (migration 1540). */
const NAMED = [...new Set(Object.values(GROUPED).flat())].map((action) => `'${action}'`).join(', ')

/** What the index of files holds (migration 1540); a delivery counts its files. */
const WITH_FILES = (
  table: string
) => `(${table}.action in ('file_removed', 'deliverable_removed', 'preflight_overridden')
  or ${table}.details -> 'files' is not null or ${table}.changes @> '[{"field": "files"}]')`

/** The workflows in which a kind happens; null for all. Without steps nobody decides. */
export function workflowsOf(kind: Kind | undefined): string[] | null {
  if (kind !== 'decisions') return null
  return workflows.filter(({ steps }) => steps.length > 0).map(({ key }) => key)
}

/** Narrows a query over activities to a kind; `other` takes in actions that this version does not know. */
export function whereKind(query: any, kind: Kind, table: string): any {
  if (kind === 'other') return query.whereRaw(`${table}.action not in (${NAMED})`)
  if (kind === 'files') return query.whereRaw(WITH_FILES(table))
  return query.whereIn(`${table}.action`, GROUPED[kind])
}
