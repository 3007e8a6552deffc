import { LOOKED_AT } from '#services/activity/describe_activity'

/** Groups of actions that a history is narrowed to; whoever adds an action without naming it here finds it in `other`. */
export const KINDS = ['decisions', 'brief', 'people', 'work', 'talk', 'files', 'other'] as const
export type Kind = (typeof KINDS)[number]

const GROUPED: Record<Exclude<Kind, 'other'>, string[]> = {
  decisions: [
    ...['dept_approved', 'approved', 'rejected', 'step_skipped', 'resubmitted', 'sent_back'],
    ...['confirmed', 'revision_requested', 'rated'],
  ],
  brief: ['created', 'updated', 'rescheduled', 'rolled_back', 'deadline_moved'],
  people: [
    ...['assigned', 'unassigned', 'taken', 'transferred', 'assignee_left'],
    ...['collaborator_added', 'collaborator_removed', 'watcher_added', 'watcher_removed'],
  ],
  work: [
    ...['started', 'completed', 'asked_requester', 'answered', 'held', 'resumed', 'resolved'],
    ...['closed', 'reopened', 'withdrawn', 'checked', 'unchecked'],
  ],
  talk: [
    'commented',
    'comment_edited',
    'note_written',
    'note_edited',
    'asked_requester',
    'answered',
  ],
  files: ['file_removed', 'commented', 'note_written', 'created', 'updated'],
}

/** Which actions belong to a kind. */
export function actionsOf(kind: Kind): string[] {
  if (kind !== 'other') return GROUPED[kind]
  const grouped = new Set(Object.values(GROUPED).flat())
  return LOOKED_AT.filter((action) => !grouped.has(action))
}

/** What must hold of a row beside its action; SQL over the alias or table given. */
export function conditionOf(kind: Kind, table: string): string | null {
  if (kind !== 'files') return null
  return `(${table}.action = 'file_removed' or ${table}.details -> 'files' is not null
    or ${table}.changes @> '[{"field": "files"}]')`
}

/** Narrows a query over activities to a kind; `other` takes in actions that this version does not know. */
export function whereKind(query: any, kind: Kind, table: string): any {
  if (kind === 'other') query.whereNotIn(`${table}.action`, Object.values(GROUPED).flat())
  else query.whereIn(`${table}.action`, GROUPED[kind])
  const condition = conditionOf(kind, table)
  return condition ? query.whereRaw(condition) : query
}
