import type { I18n } from '@adonisjs/i18n'

/** Says who was mentioned without seeing the ticket; to stand after what was done. */
export function sayUnseeing(names: string[], i18n: I18n): string {
  if (names.length === 0) return ''
  return ` ${i18n.t('proof.unseeing', { names: names.join(', '), count: names.length })}`
}
