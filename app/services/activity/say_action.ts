import type { I18n } from '@adonisjs/i18n'
import type Activity from '#models/activity'
import { LOOKS } from '#services/activity/activity_looks'
import { nameOf } from '#services/activity/name_of'

type Done = Pick<Activity, 'action' | 'actorId' | 'changes' | 'details'>

/** What somebody did, to stand after his name. */
export function sayAction(activity: Done, i18n: I18n): string {
  const { details } = activity
  return i18n.t(`activity.actions.${actionKey(activity)}`, {
    name: nameOf(details, i18n),
    step: details.step ? i18n.t(`workflow.step.${details.step}`).toLowerCase() : '',
    revision: String(details.revision ?? ''),
    files: Number(details.files ?? 0),
    version: Number(details.versions?.[0]?.version ?? 0),
    pieces: Number(details.pieces ?? 0),
    days: Number(details.days ?? 0),
    decision: String(details.decision ?? ''),
  })
}

function actionKey({ action, actorId, changes, details }: Done): string {
  if (!LOOKS[action]) return 'other'
  const isSelf = details.userId !== undefined && details.userId === actorId
  if (isSelf && action.startsWith('watcher')) return `${action}_self`
  const fields = changes.map((change) => change.field)
  const isPriority = fields.length > 0 && fields.every((field) => field === 'priority')
  if (action === 'updated' && isPriority) return 'updated_priority'
  return action
}
