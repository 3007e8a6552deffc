import type { I18n } from '@adonisjs/i18n'
import type Activity from '#models/activity'
import { findWorkflow } from '#workflows/index'

export interface ShownStatusName {
  tone: string
  glyph: string
  label: string
}

/** The status before and after an activity, as the kit shows them; null where it did not move the ticket. */
export function statusMoveOf(
  workflow: string,
  { action, fromStatus, toStatus }: Pick<Activity, 'action' | 'fromStatus' | 'toStatus'>,
  i18n: I18n
): { from: ShownStatusName | null; to: ShownStatusName } | null {
  const { statuses } = findWorkflow(workflow)
  const show = (status: string): ShownStatusName => ({
    tone: statuses[status]?.tone ?? 'rest',
    glyph: statuses[status]?.glyph ?? 's-next',
    label: i18n.t(`workflow.${workflow}.status.${status}`),
  })
  if (action === 'confirmed') {
    const confirmed = i18n.t(`workflow.${workflow}.status.confirmed`)
    const to = { tone: 'done', glyph: 's-confirmed', label: confirmed }
    return { from: toStatus ? show(toStatus) : null, to }
  }
  if (!toStatus) return null
  if (action === 'created') return { from: null, to: show(toStatus) }
  if (!fromStatus || fromStatus === toStatus) return null
  return { from: show(fromStatus), to: show(toStatus) }
}
