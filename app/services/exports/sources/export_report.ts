import { NotFound } from '#exceptions/refusals'
import {
  readyTable,
  type Exported,
  type ExportReader,
  type ExportTable,
} from '#services/exports/exported'
import { rangeWords } from '#services/reports/describe_report'
import { figureWords } from '#services/reports/figure_words'
import { completeQuestion } from '#services/reports/report_question'
import type { ReportTable } from '#services/reports/report_table'
import { tablesOfTab } from '#services/reports/tables_of_tab'
import { reportExportValidator } from '#validators/export'
import { reportFilter } from '#validators/report'

/**
 * The tables of a tab of the analytics, or one of them, with the range and filters of the page.
 * @throws a validation error (422) for filters that cannot be read; NotFound for a table that the tab does not have
 */
export async function exportReport(
  query: Record<string, unknown>,
  { viewer, zone, i18n }: ExportReader
): Promise<Exported> {
  const { tab, table } = await reportExportValidator.validate(query)
  const question = await completeQuestion(await reportFilter.validate(query), zone)
  const words = figureWords(i18n)
  const tables = await tablesOfTab[tab]({ question, viewer, zone, i18n, words })
  const wanted = tables.filter(({ key }) => table === undefined || key === table)
  if (wanted.length === 0) throw new NotFound()
  const of = i18n.t('exports.of_range', { range: rangeWords(question.range, i18n), zone })
  return exportedReport(table ? `${tab}-${table}` : tab, wanted, of)
}

/**
 * Tables of a report as a file: what stands on the page, its sums last, as numbers.
 * @param of the range and zone they are of, for their heads
 */
export function exportedReport(name: string, tables: ReportTable[], of: string): Exported {
  const count = tables.reduce((sum, { rows }) => sum + rows.length, 0)
  return { name, count, tables: tables.map((table) => asTable(table, of)) }
}

function asTable({ title, rowTitle, columns, rows, total }: ReportTable, of: string): ExportTable {
  const head = { label: `${rowTitle} (${of})`, kind: 'text' as const }
  const all = total ? [...rows, total] : rows
  const cells = all.map(({ label, cells: values }) => [label, ...values.map(({ value }) => value)])
  return readyTable(title, [head, ...columns], cells)
}
