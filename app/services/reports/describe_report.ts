import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { addressWith } from '#services/lists/address_with'
import type { FigureWords } from '#services/reports/figure_words'
import type { Range, ReportQuestion } from '#services/reports/report_question'
import type { FieldErrors } from '#services/words/field_errors'
import type { TimeWords } from '#services/words/time_words'
import { PRESETS } from '#validators/report'
import { workflows } from '#workflows/index'

export const TABS = ['summary', 'team', 'breakdowns', 'trends', 'approvals', 'support'] as const
export type ReportTab = (typeof TABS)[number]

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
    filters: await offerFilters(i18n),
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

/** Where a tab stands: the summary at /analytics itself. */
export function addressOfTab(tab: ReportTab, chosen: Record<string, string | number | undefined>) {
  return addressWith(tab === 'summary' ? '/analytics' : `/analytics/${tab}`, chosen)
}

/** Range and filters of a question as they stand in an address. */
export function chosenOf(question: ReportQuestion): Record<string, string | number | undefined> {
  const { preset, range, before, workflow, department, handling, type, product, person } = question
  const days = preset === 'custom' ? { from: range.from, to: range.to } : {}
  return {
    range: preset === 'month' ? undefined : preset,
    ...days,
    compare: before ? undefined : 'none',
    workflow,
    department,
    handling,
    type,
    product,
    person,
  }
}

/** "1 to 21 November 2026"; one day alone stands for itself. */
export function rangeWords({ from, to }: Pick<Range, 'from' | 'to'>, i18n: I18n): string {
  const first = DateTime.fromISO(from).setLocale(i18n.locale)
  const last = DateTime.fromISO(to).setLocale(i18n.locale)
  if (from === to) return last.toFormat('d LLLL yyyy')
  const short =
    first.year !== last.year ? 'd LLLL yyyy' : first.month !== last.month ? 'd LLLL' : 'd'
  return i18n.t('reports.range', {
    from: first.toFormat(short),
    to: last.toFormat('d LLLL yyyy'),
  })
}

/** What a report can be narrowed to, in one query. */
async function offerFilters(i18n: I18n) {
  const person = `coalesce(nullif(trim(first_name || ' ' || last_name), ''), username::text)`
  const { rows } = await db.rawQuery(
    `select 'department' as kind, id as value, name::text as label, null as workflow, 0 as place from departments
     union all select 'type', id, name, workflow, position from request_types
     union all select 'product', id, name::text, null, 0 from products
     union all select 'person', u.id, ${person}, null, 0 from users u where u.approved_at is not null
       and exists (select 1 from ticket_facts f where f.assignee_id = u.id)
     order by place, label`
  )
  const of = (kind: string) => rows.filter((row: any) => row.kind === kind)
  return {
    compare: ['before', 'none'].map((value) => ({
      value,
      label: i18n.t(`reports.filter.compare_${value}`),
    })),
    workflows: workflows.map(({ key }) => ({ value: key, label: i18n.t(`workflow.${key}.name`) })),
    departments: of('department'),
    types: workflows.map(({ key }) => ({
      label: i18n.t(`workflow.${key}.name`),
      options: of('type').filter((row: any) => row.workflow === key),
    })),
    products: of('product'),
    people: of('person'),
  }
}
