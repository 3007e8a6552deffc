import type { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import { addressWith } from '#services/lists/address_with'
import type { FigureWords } from '#services/reports/figure_words'
import { offerReportFilters } from '#services/reports/offer_report_filters'
import { rangeWords } from '#services/reports/range_words'
import { addressOfTab, chosenOf, TABS, type ReportTab } from '#services/reports/report_addresses'
import type { ReportQuestion } from '#services/reports/report_question'
import type { FieldErrors } from '#services/words/field_errors'
import type { TimeWords } from '#services/words/time_words'
import { PRESETS } from '#validators/report'

interface Understood {
  question?: ReportQuestion
  /** What was typed, where it was not understood. */
  typed?: Partial<Record<string, string>>
  viewer: User
  zone: string
  i18n: I18n
  words: FigureWords
}

/** The frame of a page of the analytics: tabs, range and filters with what is chosen, its words for screen and paper. */
export async function describeReport(
  tab: ReportTab,
  { question, typed, viewer, zone, i18n }: Understood,
  times: TimeWords,
  errors: FieldErrors = {}
) {
  const chosen = question ? chosenOf(question) : { ...typed }
  const scope = viewer.isAdmin ? 'all' : viewer.manages.length > 0 ? 'departments' : 'own'
  return {
    tab,
    chosen,
    errors,
    zone,
    address: addressOfTab(tab, chosen),
    addressOf: (path: string, change: Record<string, string | number> = {}) =>
      addressWith(path, { ...chosen, ...change }),
    range: question ? rangeWords(question.range, i18n) : '',
    before: question?.before ? rangeWords(question.before, i18n) : null,
    scope: i18n.t(`reports.scope.${scope}`),
    printedAt: (now: DateTime) => times.exact(now),
    tabs: [
      ...TABS.map((key) => ({
        label: i18n.t(`reports.tabs.${key}`),
        href: addressOfTab(key, chosen),
        current: key === tab,
      })),
      { label: i18n.t('reports.tabs.monthly'), href: '/reports/monthly', current: false },
    ],
    presets: offerPresets(tab, chosen, i18n),
    filters: await offerReportFilters(i18n),
  }
}

/** The ranges that take one press, with the filters that are on; days of one's own choice are typed. */
function offerPresets(
  tab: ReportTab,
  { from, to, range, ...chosen }: Record<string, string | number | undefined>,
  i18n: I18n
) {
  const present = from || to ? 'custom' : (range ?? 'month')
  return PRESETS.filter((preset) => preset !== 'custom').map((preset) => ({
    label: i18n.t(`reports.preset.${preset}`),
    href: addressOfTab(tab, { ...chosen, range: preset === 'month' ? undefined : preset }),
    current: preset === present,
  }))
}
