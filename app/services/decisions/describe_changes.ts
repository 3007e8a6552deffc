import type { I18n } from '@adonisjs/i18n'
import Activity, { type FieldChange } from '#models/activity'
import { describeActivity } from '#services/activity/describe_activity'
import type { TimeWords } from '#services/words/time_words'

/** One change of a brief in the words of the ticket's timeline; null is "nothing". */
export interface DescribedChange {
  label: string
  before: string | null
  after: string | null
}

/** The changes of a brief in the words of the ticket's timeline. */
export function describeChanges(
  changes: FieldChange[],
  words: { i18n: I18n; times: TimeWords }
): DescribedChange[] {
  const activity = new Activity()
  activity.merge({ action: 'updated', channel: 'web', changes, details: {} } as Partial<Activity>)
  return describeActivity(activity, null, words).changes
}
