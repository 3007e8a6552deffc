import { stringify } from 'csv-stringify/sync'
import type User from '#models/user'
import {
  cellOf,
  type ExportCell,
  type ExportColumn,
  type ExportTable,
} from '#services/exports/exported'
import { localTime } from '#services/exports/local_time'
import type { I18n } from '@adonisjs/i18n'

const BOM = '\uFEFF'
/** What some spreadsheets split at beside the comma: it stands in quotes, so that no rest becomes a cell, or a formula. */
const SEPARATORS = /[;\t|]/

interface Way {
  zone: string
  i18n: I18n
  viewerNow: () => Promise<User>
}

/**
 * Writes tables as CSV (UTF-8 with BOM), text that no spreadsheet takes for a formula; several below each other, each
 * under its title. Times are those of the zone, which the heads name; lengths are hours.
 */
export async function* writeCsv(tables: ExportTable[], { zone, i18n, viewerNow }: Way) {
  yield BOM
  const timeOf = localTime(zone)
  const lines = (rows: unknown[][]) =>
    stringify(rows, { escape_formulas: true, quoted_match: SEPARATORS })
  for (const [at, table] of tables.entries()) {
    if (tables.length > 1) yield `${at > 0 ? '\n' : ''}${lines([[table.title]])}`
    yield lines([table.columns.map((column) => headOf(column, i18n))])
    for await (const rows of table.pieces(viewerNow)) {
      yield lines(rows.map((row) => row.map((cell, of) => write(cell, table.columns[of], timeOf))))
    }
  }
}

/** The name of a column with the unit of its numbers. */
function headOf({ label, kind }: ExportColumn, i18n: I18n): string {
  const isUnit = kind === 'seconds' || kind === 'percent'
  return isUnit ? i18n.t(`exports.unit.${kind}`, { label }) : label
}

function write(cell: ExportCell, column: ExportColumn, timeOf: (instant: Date) => number) {
  const { value, kind } = cellOf(cell, column)
  if (value === null) return ''
  if (value instanceof Date)
    return new Date(timeOf(value)).toISOString().slice(0, 19).replace('T', ' ')
  if (typeof value === 'string') return value.toWellFormed()
  if (kind === 'seconds') return Math.round((value / 3600) * 100) / 100
  return kind === 'count' ? value : Math.round(value * 100) / 100
}
