import type { I18n } from '@adonisjs/i18n'
import type Activity from '#models/activity'
import { LOOKS } from '#services/activity/activity_looks'
import { notesOf, type Note } from '#services/activity/activity_notes'
import { describeChange } from '#services/activity/describe_change'
import { sayAction } from '#services/activity/say_action'
import type { TimeWords } from '#services/words/time_words'
import type { Tone } from '#workflows/workflow'

/** The words and times of one viewer. */
export interface Words {
  i18n: I18n
  times: TimeWords
}

/** One row of a timeline, ready to be shown. */
export interface DescribedActivity {
  id: number
  /** Who did it; "The desk" for the system. */
  actor: string
  /** What he did, to stand after his name: "approved the department step". */
  text: string
  /** What somebody wrote along: a reason, what should change. */
  quote: string | null
  changes: { label: string; before: string | null; after: string | null }[]
  /** What else followed: skipped steps, voided approvals, a proposal that could not hold. */
  notes: Note[]
  /** When, through which channel, for which version. */
  meta: string
  /** Through which channel, in words; null for the desk itself. */
  channel: string | null
  at: string
  tone: Tone
  glyph: string | null
  icon: string | null
}

/**
 * Puts one activity into words, the same on the ticket, on the activity page and in a history.
 * @param actorName null for the system
 */
export function describeActivity(
  activity: Pick<
    Activity,
    'id' | 'actorId' | 'action' | 'channel' | 'changes' | 'details' | 'createdAt'
  >,
  actorName: string | null,
  words: Words
): DescribedActivity {
  const { i18n, times } = words
  const { action, changes, details } = activity
  const [tone, glyph, icon] = LOOKS[action] ?? ['rest', null, 'activity']
  return {
    id: Number(activity.id),
    actor:
      actorName ??
      (details.guest
        ? i18n.t('activity.guest', { name: text(details.guest) })
        : i18n.t('activity.desk')),
    text: details.point ? describeRollback(details.point, words) : sayAction(activity, i18n),
    quote: details.note ? String(details.note) : null,
    changes: changes.map((change) => describeChange(change, words)),
    notes: notesOf(activity, i18n),
    meta: metaOf(activity, words),
    channel: activity.channel === 'system' ? null : channelOf(activity, i18n),
    at: times.iso(activity.createdAt),
    tone,
    glyph,
    icon,
  }
}

/** To which point it went back: when, and what had just happened there. */
function describeRollback(point: Record<string, any>, { i18n, times }: Words): string {
  return i18n.t('activity.rolled_back_to', {
    at: times.moment(point.at),
    name: point.actor ?? i18n.t('activity.desk'),
    what: sayAction({ ...(point as Activity), changes: [] }, i18n),
  })
}

function metaOf(
  { channel, createdAt, details }: Pick<Activity, 'channel' | 'createdAt' | 'details'>,
  { i18n, times }: Words
): string {
  const parts = [times.moment(createdAt)]
  if (channel !== 'web' && channel !== 'system')
    parts[0] += ` ${channelOf({ channel, details }, i18n)}`
  if (details.briefVersion) {
    parts.push(i18n.t('activity.version', { version: text(details.briefVersion) }))
  }
  return parts.join(', ')
}

/** By mail one decides with a link, and answers with a reply. */
function channelOf(
  { channel, details }: Pick<Activity, 'channel' | 'details'>,
  i18n: I18n
): string {
  const isLink = channel === 'email' && details.step !== undefined
  return i18n.t(`workflow.channel.${isLink ? 'mail_link' : channel}`)
}

function text(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
