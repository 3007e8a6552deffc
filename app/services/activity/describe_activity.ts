import type { I18n } from '@adonisjs/i18n'
import type Activity from '#models/activity'
import type { FieldChange } from '#models/activity'
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
  notes: { text: string; tone: Tone | null }[]
  /** When, through which channel, for which version. */
  meta: string
  /** Through which channel, in words; null for the desk itself. */
  channel: string | null
  at: string
  tone: Tone
  glyph: string | null
  icon: string | null
}

/** Versions that a line of the timeline names. */
const NAMED_VERSIONS = 3

type Look = [tone: Tone, glyph: string | null, icon: string | null]

const LOOKS: Record<string, Look> = {
  created: ['rest', null, 'plus'],
  dept_approved: ['done', 's-done', null],
  approved: ['done', 's-done', null],
  rejected: ['stop', 's-stop', null],
  step_skipped: ['stop', 's-skip', null],
  resubmitted: ['wait', null, 'send'],
  sent_back: ['wait', null, 'arrow-back-up'],
  assigned: ['ready', null, 'user-plus'],
  rescheduled: ['rest', null, 'calendar'],
  estimated: ['rest', null, 'clock'],
  unassigned: ['rest', null, 'user-minus'],
  started: ['active', 's-progress', null],
  completed: ['done', 's-done', null],
  confirmed: ['done', 's-confirmed', null],
  revision_requested: ['wait', null, 'rotate'],
  updated: ['rest', null, 'pencil'],
  deleted: ['rest', null, 'trash'],
  restored: ['rest', null, 'restore'],
  rolled_back: ['wait', null, 'history'],
  commented: ['rest', null, 'message'],
  comment_edited: ['rest', null, 'pencil'],
  note_written: ['wait', null, 'lock'],
  note_edited: ['wait', null, 'lock'],
  file_removed: ['rest', null, 'unlink'],
  watcher_added: ['rest', null, 'eye'],
  watcher_removed: ['rest', null, 'eye-off'],
  collaborator_added: ['ready', null, 'user-plus'],
  collaborator_removed: ['rest', null, 'user-minus'],
  taken: ['ready', null, 'hand-grab'],
  asked_requester: ['wait', 's-reply', null],
  answered: ['ready', null, 'message'],
  held: ['rest', 's-hold', null],
  resumed: ['active', 's-progress', null],
  resolved: ['done', 's-done', null],
  closed: ['rest', 's-closed', null],
  reopened: ['wait', null, 'rotate'],
  withdrawn: ['rest', 's-closed', null],
  transferred: ['ready', null, 'arrow-right'],
  merged: ['rest', null, 'arrows-join'],
  received_merge: ['rest', null, 'arrows-join'],
  linked: ['rest', null, 'link'],
  unlinked: ['rest', null, 'unlink'],
  followed_up: ['rest', null, 'link'],
  deadline_moved: ['rest', null, 'clock'],
  checked: ['done', null, 'list-check'],
  unchecked: ['rest', null, 'list-check'],
  rated: ['done', null, 'star'],
  delivered: ['ready', null, 'upload'],
  deliverable_removed: ['rest', null, 'unlink'],
  pinned: ['wait', null, 'map-pin'],
  pin_answered: ['rest', null, 'message'],
  pin_resolved: ['done', null, 'check'],
  pin_reopened: ['wait', null, 'rotate'],
  proof_decided: ['ready', null, 'checks'],
  preflight_overridden: ['wait', null, 'checklist'],
  guest_invited: ['rest', null, 'link'],
  guest_link_ended: ['rest', null, 'link-off'],
  assignee_left: ['stop', null, 'user-minus'],
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
    notes: [...notesOf(details, i18n), ...versionsOf(activity, i18n)],
    meta: metaOf(activity, words),
    channel: activity.channel === 'system' ? null : channelOf(activity, i18n),
    at: times.iso(activity.createdAt),
    tone,
    glyph,
    icon,
  }
}

/** What somebody did, to stand after his name. */
function sayAction(
  activity: Pick<Activity, 'action' | 'actorId' | 'changes' | 'details'>,
  i18n: I18n
): string {
  const { details } = activity
  return i18n.t(`activity.actions.${actionKey(activity)}`, {
    name: text(details.name),
    step: details.step ? i18n.t(`workflow.step.${details.step}`).toLowerCase() : '',
    revision: text(details.revision),
    files: Number(details.files ?? 0),
    version: Number(details.versions?.[0]?.version ?? 0),
    pieces: Number(details.pieces ?? 0),
    days: Number(details.days ?? 0),
    decision: text(details.decision),
  })
}

/** To which point it went back: when, and what had just happened there. */
function describeRollback(point: Record<string, any>, { i18n, times }: Words): string {
  return i18n.t('activity.rolled_back_to', {
    at: times.moment(point.at),
    name: point.actor ?? i18n.t('activity.desk'),
    what: sayAction({ ...(point as Activity), changes: [] }, i18n),
  })
}

function actionKey({
  action,
  actorId,
  changes,
  details,
}: Pick<Activity, 'action' | 'actorId' | 'changes' | 'details'>): string {
  if (!LOOKS[action]) return 'other'
  const isSelf = details.userId !== undefined && details.userId === actorId
  if (isSelf && action.startsWith('watcher')) return `${action}_self`
  const fields = changes.map((change) => change.field)
  const isPriority = fields.length > 0 && fields.every((field) => field === 'priority')
  if (action === 'updated' && isPriority) return 'updated_priority'
  return action
}

/** Fields whose values are instants. */
const MOMENTS = ['scheduledStart', 'scheduledEnd', 'deadlineAt', 'responseDueAt']

function describeChange({ field, before, after }: FieldChange, { i18n, times }: Words) {
  const value = (raw: string | null): string | null => {
    if (raw === null) return null
    if (MOMENTS.includes(field)) return times.exact(raw)
    const key = { priority: 'priority', criteria: 'criteria', fileFormat: 'file_format' }[field]
    return key ? i18n.t(`workflow.${key}.${raw}`) : raw
  }
  const label = field.startsWith('item:')
    ? field.slice('item:'.length)
    : i18n.t(`activity.fields.${field}`)
  return { label, before: value(before), after: value(after) }
}

function notesOf(details: Record<string, any>, i18n: I18n): DescribedActivity['notes'] {
  const notes: DescribedActivity['notes'] = []
  for (const { step, reason } of details.skipped ?? []) {
    notes.push({
      text: i18n.t('activity.skipped', {
        step: i18n.t(`workflow.step.${step}`),
        reason: i18n.t(`workflow.skip.${reason}`),
      }),
      tone: reason === 'nobody_else' ? 'stop' : null,
    })
  }
  if (details.approvalsVoided)
    notes.push({ text: i18n.t('activity.approvals_voided'), tone: 'wait' })
  if (details.bothSteps) notes.push({ text: i18n.t('activity.both_steps'), tone: null })
  if (details.own) notes.push({ text: i18n.t('activity.own'), tone: 'wait' })
  if (details.proposal) notes.push({ text: i18n.t(`activity.${details.proposal}`), tone: 'stop' })
  return notes
}

/** What an act spoke of: the versions that were there then, and the pins that went along. */
function versionsOf(
  { action, details }: Pick<Activity, 'action' | 'details'>,
  i18n: I18n
): DescribedActivity['notes'] {
  const versions: { name: string; version: number }[] = details.versions ?? []
  const isOne = action === 'delivered' && versions.length === 1
  if (versions.length === 0 || isOne || action === 'deliverable_removed') return []
  const named = versions
    .slice(0, NAMED_VERSIONS)
    .map(({ name, version }) => i18n.t('activity.version_of', { name, version: text(version) }))
  const count = Number(details.made ?? details.files ?? versions.length)
  const more = count - named.length
  if (more > 0) named.push(i18n.t('activity.versions_more', { count: more }))
  const notes = [{ text: named.join(', '), tone: null }]
  const pins = details.pins?.length ?? 0
  if (pins > 0) notes.push({ text: i18n.t('activity.with_pins', { count: pins }), tone: null })
  return notes
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
