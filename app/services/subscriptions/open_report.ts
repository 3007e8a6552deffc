import env from '#start/env'
import type User from '#models/user'
import { dailyFigures } from '#services/reports/daily/daily_figures'
import { dailyTables } from '#services/reports/daily/daily_tables'
import { addressOfTab, chosenOf } from '#services/reports/report_addresses'
import { digestTable } from '#services/reports/digest/digest_table'
import { figureWords, type ChangeWords } from '#services/reports/figure_words'
import type { ReportContext } from '#services/reports/answer_report'
import type { Range } from '#services/reports/report_question'
import type { ReportTable } from '#services/reports/report_table'
import { summarise } from '#services/reports/summarise'
import { tablesOfTab } from '#services/reports/tables_of_tab'
import { periodOf } from '#services/subscriptions/period_of'
import type { SubscriptionRow } from '#services/subscriptions/subscription'
import { withChildren } from '#services/tickets/list/with_children'
import type { I18n } from '@adonisjs/i18n'

export interface ReportCard {
  label: string
  value: string
  change: ChangeWords | null
  href: string
  note?: string | null
}

/** What a subscribed report says on one day. */
export interface OpenedReport {
  context: ReportContext
  range: Range
  /** The days that it is compared with, where it is. */
  before: Range | null
  cards: ReportCard[]
  tables: ReportTable[]
  /** Its page, without the host. */
  href: string
}

/** Figures at the head of the weekly digest; the rest stands on the page. */
const DIGEST_CARDS = 9
const DIGEST_TABLES = 3

/**
 * Counts a subscribed report for its reader, as he may see it now, over the days before its sending in the organisation's
 * zone.
 * @param day of the sending
 */
export async function openReport(
  { kind, tab, cadence, filters }: Pick<SubscriptionRow, 'kind' | 'tab' | 'cadence' | 'filters'>,
  reader: User,
  day: string,
  i18n: I18n
): Promise<OpenedReport> {
  const zone = env.get('TIME_ZONE')
  const { range, before } = periodOf(cadence, day, zone)
  const types = filters.type ? await withChildren([filters.type]) : undefined
  const question = { ...filters, types, preset: 'custom' as const, range, before }
  const words = figureWords(i18n)
  const context: ReportContext = { question, viewer: reader, zone, i18n, words }
  const opened = { context, range, before, cards: [] as ReportCard[] }
  const pageOf = (one: Parameters<typeof addressOfTab>[0]) => addressOfTab(one, chosenOf(question))
  if (kind === 'daily_report') {
    const tables = dailyTables(await dailyFigures(reader, day, zone), context)
    return { ...opened, before: null, tables, href: pageOf('summary') }
  }
  if (kind === 'team_digest') {
    const { cards } = await summarise(context)
    const team = await tablesOfTab.team(context)
    const tables = [await digestTable(context, day), ...team.slice(0, DIGEST_TABLES)]
    return { ...opened, cards: cards.slice(0, DIGEST_CARDS), tables, href: pageOf('team') }
  }
  if (!tab || tab === 'summary') {
    const { cards } = await summarise(context)
    return { ...opened, cards, tables: [], href: pageOf('summary') }
  }
  return { ...opened, tables: await tablesOfTab[tab](context), href: pageOf(tab) }
}
