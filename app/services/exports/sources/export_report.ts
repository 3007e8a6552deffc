import { NotFound } from '#exceptions/refusals'
import {
  readyTable,
  type Exported,
  type ExportReader,
  type ExportTable,
} from '#services/exports/exported'
import type { ReportContext } from '#services/reports/answer_report'
import { inTime } from '#services/reports/ask_patiently'
import { rangeWords } from '#services/reports/range_words'
import { figureWords } from '#services/reports/figure_words'
import { completeQuestion, type Range } from '#services/reports/report_question'
import type { ReportTable } from '#services/reports/report_table'
import { summarise } from '#services/reports/summarise'
import { tablesOfTab } from '#services/reports/tables_of_tab'
import { reportExportValidator } from '#validators/export'
import { reportFilter } from '#validators/report'

/**
 * The tables of a tab of the analytics, or one of them, with the range and filters of the page; the summary's figures as
 * a table.
 * @throws a validation error (422) for filters that cannot be read; NotFound for a table that the tab does not have
 */
export async function exportReport(
  query: Record<string, unknown>,
  { viewer, zone, i18n }: ExportReader
): Promise<Exported> {
  const { tab = 'summary', table } = await reportExportValidator.validate(query)
  const asked = await reportFilter.validate(query)
  const question = await completeQuestion(asked, zone)
  const { preset, range } = question
  const filters = { ...asked, tab, range: preset, from: range.from, to: range.to }
  const context = { question, viewer, zone, i18n, words: figureWords(i18n) }
  if (tab === 'summary') return { ...(await exportSummary(context)), filters }
  const tables = await inTime(() => tablesOfTab[tab](context))
  const wanted = tables.filter(({ key }) => table === undefined || key === table)
  if (wanted.length === 0) throw new NotFound()
  const name = table ? `${tab}-${table}` : tab
  return { ...exportedReport(name, wanted, daysOf(range, context)), filters: { ...filters, table } }
}

/**
 * Tables of a report as a file: what stands on the page, its sums last, as numbers.
 * @param of the range and zone they are of, for their heads
 */
export function exportedReport(
  name: string,
  tables: ReportTable[],
  of: string
): Omit<Exported, 'filters'> {
  const count = tables.reduce((sum, { rows }) => sum + rows.length, 0)
  return { name, count, tables: tables.map((table) => asTable(table, of)) }
}

function asTable({ title, rowTitle, columns, rows, total }: ReportTable, of: string): ExportTable {
  const head = { label: `${rowTitle} (${of})`, kind: 'text' as const }
  const all = total ? [...rows, total] : rows
  const cells = all.map(({ label, cells: values }) => [
    label,
    ...values.map(({ value, figure }) => figure ?? value),
  ])
  return readyTable(title, [head, ...columns], cells)
}

/** A row a figure: what it is, in which unit, now and in the period before. */
async function exportSummary(context: ReportContext): Promise<Omit<Exported, 'filters'>> {
  const { question, i18n } = context
  const { cards } = await summarise(context)
  const text = (label: string) => ({ label, kind: 'text' as const })
  const columns = [
    text(i18n.t('exports.summary.figure')),
    text(i18n.t('exports.summary.unit')),
    text(daysOf(question.range, context)),
    ...(question.before ? [text(daysOf(question.before, context))] : []),
  ]
  const rows = cards.map(({ label, figure: { kind, now, before } }) => [
    label,
    i18n.t(`exports.summary.${kind}`),
    { value: now, kind },
    ...(question.before ? [{ value: before, kind }] : []),
  ])
  const title = i18n.t('reports.tabs.summary')
  return { name: 'summary', count: rows.length, tables: [readyTable(title, columns, rows)] }
}

function daysOf(range: Range, { i18n, zone }: Pick<ReportContext, 'i18n' | 'zone'>): string {
  return i18n.t('exports.of_range', { range: rangeWords(range, i18n), zone })
}
