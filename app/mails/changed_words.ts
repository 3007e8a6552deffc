import { fieldNames } from '#mails/ticket_words'
import type { Words } from '#mails/words'
import type { BriefChange } from '#services/decisions/changes_since_asked'
import { describeChanges } from '#services/decisions/describe_changes'

const MOST_CHANGES = 12

/** Which fields of a brief changed, and each short change in full; empty when nothing did. */
export function changedWords(changes: BriefChange[], words: Words): string {
  if (changes.length === 0) return ''
  const { i18n } = words
  const lines = describeChanges(changes, words)
    .filter(({ isLong }) => !isLong)
    .slice(0, MOST_CHANGES)
    .map(({ label, before, after }) => i18n.t('mail.change', { field: label, before, after }))
  return [
    i18n.t('mail.changed', {
      fields: fieldNames(
        changes.map(({ field }) => field),
        words
      ),
    }),
    ...lines,
  ].join('\n')
}
