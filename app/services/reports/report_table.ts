import type { FigureKind } from '#services/reports/figure_words'

/** A column of figures, or of words. */
export interface ReportColumn {
  key: string
  label: string
  kind: FigureKind | 'text'
}

/** One figure as a number (null is "none"), and the list that holds what it counts. */
export interface ReportCell {
  value: number | string | null
  href?: string
  /** The figure behind words, for exports: where the rows of a table are of several kinds. */
  figure?: { value: number | null; kind: FigureKind }
}

export interface ReportRow {
  label: string
  href?: string
  cells: ReportCell[]
}

/** How a table is drawn beside itself: which of its columns, and as what. */
export interface ReportChart {
  kind: 'bars' | 'stacked' | 'lines' | 'ring' | 'heat'
  /** Keys of columns. */
  columns: string[]
  /** Rows drawn at most; the table holds all of them. */
  most?: number
  /** Tones of the rows, where these have one of their own: `wait`, `ready`, `active`, `done`, `stop`, `rest`. */
  tones?: string[]
}

/**
 * A table of a report, as data: the page, its chart, the exports, mails and the paper are all made of it, so that none of
 * them can say something else.
 */
export interface ReportTable {
  /** Within its tab; part of the address of its export. */
  key: string
  title: string
  /** What its rows are. */
  rowTitle: string
  columns: ReportColumn[]
  rows: ReportRow[]
  /** The sums over all rows, where they add up. */
  total: ReportRow | null
  /** What has to be known to read it. */
  note?: string
  chart?: ReportChart
}
