import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'

/** What stands in a cell: words, numbers, instants, lengths of time in seconds, days. */
export type CellKind = 'text' | 'count' | 'average' | 'percent' | 'seconds' | 'time'

export type PlainValue = string | number | Date | null

/** A value of its column's kind; a cell of another kind says so itself. */
export type ExportCell = PlainValue | { value: PlainValue; kind: CellKind }

export interface ExportColumn {
  label: string
  kind: CellKind
}

/** Who reads an export, and in which words and zone. */
export interface ExportReader {
  viewer: User
  zone: string
  i18n: I18n
}

/** A table on its way into a file: its head at once, its rows piece by piece. */
export interface ExportTable {
  title: string
  columns: ExportColumn[]
  /**
   * Its rows.
   * @param viewerNow the reader as he is now; to be asked before each piece, throws when he may no longer read
   */
  pieces: (viewerNow: () => Promise<User>) => AsyncIterable<ExportCell[][]>
}

/** What is exported: one table, or the tables of a page. */
export interface Exported {
  /** What the file is called, without its day and ending. */
  name: string
  /** What it was narrowed to, by the names of the address: as its source understood it, and nothing else. */
  filters: Record<string, unknown>
  tables: ExportTable[]
  /** How many rows there are; null where nobody counts them beforehand. */
  count: number | null
}

/** More rows than this are not exported; spreadsheets end soon after. */
export const MOST_EXPORTED = 1_000_000

/** A table whose rows are there already, in a few pieces. */
export function readyTable(title: string, columns: ExportColumn[], rows: ExportCell[][]) {
  return {
    title,
    columns,
    async *pieces(viewerNow: () => Promise<User>) {
      await viewerNow()
      yield rows
    },
  }
}

/** A cell with its kind. */
export function cellOf(
  cell: ExportCell,
  column: ExportColumn
): { value: PlainValue; kind: CellKind } {
  if (cell !== null && typeof cell === 'object' && !(cell instanceof Date)) return cell
  return { value: cell, kind: column.kind }
}
