import type { I18n } from '@adonisjs/i18n'
import Activity, { type FieldChange } from '#models/activity'
import { describeActivity } from '#services/activity/describe_activity'
import type { TimeWords } from '#services/words/time_words'

/** One change of a brief in the words of the ticket's timeline. */
export interface DescribedChange {
  label: string
  before: string
  after: string
  /** Too long to stand in a line; the brief beside it shows what it is now. */
  isLong: boolean
}

/** Characters of a change that is shown in full. */
const LONGEST = 160

/** The changes of a brief in the words of the ticket's timeline. */
export function describeChanges(
  changes: FieldChange[],
  words: { i18n: I18n; times: TimeWords }
): DescribedChange[] {
  const activity = new Activity()
  activity.merge({ action: 'updated', channel: 'web', changes, details: {} } as Partial<Activity>)
  return describeActivity(activity, null, words).changes.map(({ label, before, after }) => ({
    label,
    before: before ?? '–',
    after: after ?? '–',
    isLong: /\n/.test(`${before}${after}`) || `${before}${after}`.length > LONGEST,
  }))
}
