import type { I18n } from '@adonisjs/i18n'
import { addressWith } from '#services/lists/address_with'
import type { Month } from '#services/reports/monthly/month'

/** "October 2026". */
export function monthTitle({ startsAt }: Month, i18n: I18n): string {
  return startsAt.setLocale(i18n.locale).toFormat('LLLL yyyy')
}

export function monthlyAddress({ year, month }: Pick<Month, 'year' | 'month'>, more = {}): string {
  return addressWith('/reports/monthly', { year, month, ...more })
}
