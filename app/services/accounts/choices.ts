import i18nManager from '@adonisjs/i18n/services/main'

export const THEMES = ['system', 'light', 'dark'] as const

/** Every time zone of the ICU data, for a select; UTC first. */
export function listTimeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')]
}

/** True for a zone name that times can be shown in. */
export function isTimeZone(value: unknown): value is string {
  return typeof value === 'string' && listTimeZones().includes(value)
}

/** The languages there are words for; the choice is offered from the second on. */
export function listLocales(): string[] {
  return i18nManager.supportedLocales()
}
