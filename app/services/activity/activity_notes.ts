import type { I18n } from '@adonisjs/i18n'
import type Activity from '#models/activity'
import type { Tone } from '#workflows/workflow'

/** What else followed from an act. */
export interface Note {
  text: string
  tone: Tone | null
}

/** Versions that a line of the timeline names. */
const NAMED_VERSIONS = 3

/** Skipped steps, voided approvals, a proposal that could not hold; the versions and pins that were there. */
export function notesOf(activity: Pick<Activity, 'action' | 'details'>, i18n: I18n): Note[] {
  return [...stepsOf(activity.details, i18n), ...versionsOf(activity, i18n)]
}

function stepsOf(details: Record<string, any>, i18n: I18n): Note[] {
  const notes: Note[] = []
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
function versionsOf({ action, details }: Pick<Activity, 'action' | 'details'>, i18n: I18n): Note[] {
  const versions: { name: string; version: number }[] = details.versions ?? []
  const isOne = action === 'delivered' && versions.length === 1
  if (versions.length === 0 || isOne || action === 'deliverable_removed') return []
  const named = versions
    .slice(0, NAMED_VERSIONS)
    .map(({ name, version }) => i18n.t('activity.version_of', { name, version: String(version) }))
  const count = Number(details.made ?? details.files ?? versions.length)
  const more = count - named.length
  if (more > 0) named.push(i18n.t('activity.versions_more', { count: more }))
  const notes = [{ text: named.join(', '), tone: null }]
  const pins = details.pins?.length ?? 0
  if (pins > 0) notes.push({ text: i18n.t('activity.with_pins', { count: pins }), tone: null })
  return notes
}
