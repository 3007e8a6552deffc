import type { I18n } from '@adonisjs/i18n'

/**
 * What a sentence about an activity or a notification names: "static-01.png", "pin 3 on static-01.png". Rows of before the
 * number and the deliverable were kept as facts hold these words themselves.
 */
export function nameOf(details: Record<string, unknown> | null | undefined, i18n: I18n): string {
  const { deliverable, pin, name } = details ?? {}
  if (deliverable === undefined) return String(name ?? '')
  const values = { pin: String(pin), name: String(deliverable) }
  return pin === undefined ? values.name : i18n.t('activity.pin_on', values)
}
