import type { FigureKind, FigureWords } from '#services/reports/figure_words'
import type { ReportChart, ReportTable } from '#services/reports/report_table'

/** How a series looks: a tone of the tokens, and a pattern or dash that tells it apart without colour. */
export interface Look {
  tone: string
  pattern: number
}

export interface ChartSeries {
  label: string
  values: (number | null)[]
  look: Look
}

/** What a table asks to be drawn. */
export interface ChartData {
  kind: ReportChart['kind']
  unit: FigureKind
  labels: string[]
  series: ChartSeries[]
  /** Of each row, where rows differ instead of series. */
  looks: Look[]
  say: (value: number | null) => string
  /** A round value at the axis. */
  tick: (value: number) => string
  /** Rows of the table that are not drawn. */
  left: number
}

const MOST_BARS = 12
const MOST_SLICES = 6
const MOST_POINTS = 400
const TONES = 3
const PATTERNS = 6

/** Reads what a table asks to be drawn; null when nothing was asked, or nothing there is to be drawn. */
export function readChart(table: ReportTable, words: FigureWords): ChartData | null {
  const { chart, rows } = table
  if (!chart) return null
  const indexes = chart.columns
    .map((key) => table.columns.findIndex((column) => column.key === key))
    .filter((index) => index >= 0 && table.columns[index].kind !== 'text')
  if (indexes.length === 0) return null
  const kind = chart.kind === 'ring' && rows.length > MOST_SLICES ? 'bars' : chart.kind
  const drawn = rows.slice(0, mostOf(kind, chart.most))
  const unit = table.columns[indexes[0]].kind as FigureKind
  const series = indexes.map((index, place) => ({
    label: table.columns[index].label,
    values: drawn.map(({ cells }) => numberOf(cells[index]?.value)),
    look: lookOf(place),
  }))
  if (!series.some(({ values }) => values.some((value) => value !== null))) return null
  const labels = drawn.map(({ label }) => label)
  const turned = kind === 'heat' && labels.length > series.length ? turn(labels, series) : null
  return {
    kind,
    unit,
    labels,
    series,
    ...turned,
    // From the end: what is last, and mostly most, is plain.
    looks: drawn.map((_, place) => lookOf(drawn.length - 1 - place, chart.tones?.[place])),
    say: (value) => words.figure(value, unit),
    tick: (value) => words.tick(value, unit),
    left: rows.length - drawn.length,
  }
}

/** Columns for rows: a heat map lies, whichever way its table stands. */
function turn(labels: string[], series: ChartSeries[]): Pick<ChartData, 'labels' | 'series'> {
  return {
    labels: series.map(({ label }) => label),
    series: labels.map((label, row) => ({
      label,
      values: series.map(({ values }) => values[row]),
      look: lookOf(0),
    })),
  }
}

function mostOf(kind: ReportChart['kind'], asked: number | undefined): number {
  if (kind === 'bars' || kind === 'stacked') return asked ?? MOST_BARS
  return Math.min(asked ?? MOST_POINTS, MOST_POINTS)
}

function numberOf(value: number | string | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function lookOf(place: number, tone?: string): Look {
  const pattern = place % PATTERNS
  return { tone: tone ?? `series-${(place % TONES) + 1}`, pattern }
}
