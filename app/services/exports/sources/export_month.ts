import { NotFound } from '#exceptions/refusals'
import type { Exported, ExportReader } from '#services/exports/exported'
import { exportedReport } from '#services/exports/sources/export_report'
import { monthOf } from '#services/reports/monthly/month'
import { monthTitle } from '#services/reports/monthly/month_words'
import { monthlyTables } from '#services/reports/monthly/monthly_tables'
import { openMonth } from '#services/reports/monthly/open_month'
import { newestMonth } from '#services/reports/monthly/show_month'
import { monthExportValidator } from '#validators/export'

/**
 * The tables of a monthly report, or one of them, in the organisation's zone.
 * @throws a validation error (422) for a month that cannot be read; NotFound for one that is not there yet
 */
export async function exportMonth(
  query: Record<string, unknown>,
  { viewer, i18n }: ExportReader
): Promise<Exported> {
  const asked = { ...newestMonth(), ...(await monthExportValidator.validate(query)) }
  const month = monthOf(asked.year, asked.month)
  const opened = await openMonth(month, viewer, i18n)
  const tables = opened ? monthlyTables(opened) : []
  const wanted = tables.filter(({ key }) => asked.table === undefined || key === asked.table)
  if (wanted.length === 0) throw new NotFound()
  const of = i18n.t('exports.of_range', { range: monthTitle(month, i18n), zone: month.range.zone })
  const name = `monthly-${asked.year}-${String(asked.month).padStart(2, '0')}`
  const file = asked.table ? `${name}-${asked.table}` : name
  return { ...exportedReport(file, wanted, of), filters: asked }
}
