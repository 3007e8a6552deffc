import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import clock from '#services/clock'
import { addressOfTab, TABS } from '#services/reports/report_addresses'
import { describeMonth } from '#services/reports/monthly/describe_month'
import { monthAt, monthFrom, type Month } from '#services/reports/monthly/month'
import { monthlyAddress, monthTitle } from '#services/reports/monthly/month_words'
import { openMonth } from '#services/reports/monthly/open_month'
import type { TimeWords } from '#services/words/time_words'

/** The newest month that is over: whoever asks for the report on the 3rd means the month before. */
export function newestMonth(): Month {
  return monthFrom(monthAt(clock.now()), -1)
}

/** What the page of a month shows. */
export async function showMonth(month: Month, viewer: User, i18n: I18n, times: TimeWords) {
  const opened = await openMonth(month, viewer, i18n)
  const [earlier, later] = [monthFrom(month, -1), monthFrom(month, 1)]
  const step = (there: Month) => ({
    href: monthlyAddress(there),
    label: monthTitle(there, i18n),
  })
  return {
    ...monthFrame(i18n, viewer, { year: String(month.year), month: String(month.month) }),
    month,
    title: monthTitle(month, i18n),
    address: monthlyAddress(month),
    addressOf: (dialog: string) => monthlyAddress(month, { dialog }),
    earlier: earlier.year >= 2000 ? step(earlier) : null,
    later: later.startsAt <= clock.now() ? step(later) : null,
    said: opened && describeMonth(opened),
    frozen: opened?.frozenAt ? times.exact(DateTime.fromJSDate(opened.frozenAt)) : null,
    differences: viewer.isAdmin ? (opened?.differences ?? null) : null,
    missing: opened ? null : month.isOver ? ('not_frozen' as const) : ('not_begun' as const),
  }
}

/** The frame of the page: tabs, whose tickets count, and the form that asks for another month. */
export function monthFrame(i18n: I18n, viewer: User, typed: { year?: string; month?: string }) {
  const scope = viewer.isAdmin ? 'all' : viewer.manages.length > 0 ? 'departments' : 'own'
  return {
    typed,
    scope: i18n.t(`reports.scope.${scope}`),
    sends: viewer.isAdmin ? ['me', 'managers'] : ['me'],
    months: Array.from({ length: 12 }, (_, at) => ({
      value: at + 1,
      label: DateTime.utc(2026, at + 1)
        .setLocale(i18n.locale)
        .toFormat('LLLL'),
    })),
    tabs: [
      ...TABS.map((key) => ({
        label: i18n.t(`reports.tabs.${key}`),
        href: addressOfTab(key, {}),
        current: false,
      })),
      { label: i18n.t('reports.tabs.monthly'), href: '/reports/monthly', current: true },
    ],
  }
}
