import type { FieldChange } from '#models/activity'

/**
 * Details that say what happened without a word of what people wrote: numbers, ids, keys. Everything else is text. The database
 * parts by the same two lists (migration 1343): what is added here takes a migration there first.
 */
export const FACTS = new Set([
  'step',
  'round',
  'briefVersion',
  'revision',
  'userId',
  'commentId',
  'activityId',
  'files',
  'pieces',
  'days',
  'skipped',
  'approvalsVoided',
  'bothSteps',
  'own',
  'proposal',
  'kind',
  'into',
  'why',
])

/** Fields whose values are keys, numbers, times or names of master data and people. Everything else is text. */
export const PLAIN_FIELDS = new Set([
  'priority',
  'rating',
  'status',
  'quantity',
  'criteria',
  'fileFormat',
  'product',
  'requestType',
  'assignee',
  'collaborators',
  'department',
  'scheduledStart',
  'scheduledEnd',
  'deadlineAt',
  'responseDueAt',
])

export interface SplitTexts {
  /** What the activity keeps for ever: which fields changed, and the values that are no text. */
  changes: FieldChange[]
  details: Record<string, unknown>
  /** What a purge of the ticket takes; null when nothing was written. */
  texts: { changes: FieldChange[] | null; details: Record<string, unknown> } | null
}

/** Parts what an activity says into what stays for ever and what goes with a purge (product: standing decision 7). */
export function splitTexts(changes: FieldChange[], details: Record<string, unknown>): SplitTexts {
  const entries = Object.entries(details)
  const written = entries.filter(([key]) => !FACTS.has(key))
  const isText = ({ field }: FieldChange) => !PLAIN_FIELDS.has(field) && !field.startsWith('item:')
  const hasTexts = changes.some(isText)
  return {
    changes: changes.map((change) =>
      isText(change) ? { field: change.field, before: null, after: null } : change
    ),
    details: Object.fromEntries(entries.filter(([key]) => FACTS.has(key))),
    texts:
      hasTexts || written.length > 0
        ? { changes: hasTexts ? changes : null, details: Object.fromEntries(written) }
        : null,
  }
}
