import type { FigureWords } from '#services/reports/figure_words'
import type { ReportCell, ReportRow, ReportTable } from '#services/reports/report_table'

/** A table in words, for mails and chats: as many rows and columns as there is room for. */
export interface TableWords {
  title: string
  head: string[]
  rows: { text: string; href?: string }[][]
  /** How many rows are left out. */
  left: number
  hasMoreColumns: boolean
  note: string
}

/**
 * Puts a table into words; its total is the last row.
 * @param most rows and columns of figures that are told
 */
export function tableWords(
  { title, rowTitle, columns, rows, total, note }: ReportTable,
  words: FigureWords,
  most: { rows: number; columns: number }
): TableWords {
  const told = columns.slice(0, most.columns)
  const inWords = ({ label, href, cells }: ReportRow) => [
    { text: label, href },
    ...told.map(({ kind }, at) => ({
      text: cellText(cells[at], kind, words),
      href: cells[at].href,
    })),
  ]
  return {
    title,
    head: [rowTitle, ...told.map(({ label }) => label)],
    rows: [...rows.slice(0, most.rows), ...(total ? [total] : [])].map(inWords),
    left: Math.max(0, rows.length - most.rows),
    hasMoreColumns: columns.length > most.columns,
    note: note ?? '',
  }
}

function cellText(
  { value }: ReportCell,
  kind: ReportTable['columns'][number]['kind'],
  words: FigureWords
): string {
  if (kind === 'text') return value === null ? words.none : String(value)
  return words.figure(value as number | null, kind)
}
