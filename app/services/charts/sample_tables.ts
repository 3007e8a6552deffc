import type { FigureKind } from '#services/reports/figure_words'
import type { ReportChart, ReportTable } from '#services/reports/report_table'

type Figures = [label: string, ...values: (number | null)[]][]

/** A table for each way to be drawn, for the kit. */
export function sampleTables(): ReportTable[] {
  return [
    sample('output', 'Output by person', 'stacked', 'count', ['Video', 'Image', 'Other'], OUTPUT),
    sample('days', 'Created and completed', 'lines', 'count', ['Created', 'Completed'], days()),
    sample('latency', 'Approval latency', 'bars', 'seconds', ['Median', 'p90'], LATENCY),
    sample('on_time', 'On time by priority', 'bars', 'percent', ['On time'], ON_TIME),
    sample('status', 'By status', 'ring', 'count', ['Tickets'], STATUS, TONES),
    sample('hours', 'Created by weekday and hour', 'heat', 'count', hours(), weekdays()),
  ]
}

const OUTPUT: Figures = [
  ['Kim Dela Cruz', 22, 30, 9],
  ['Joy Villanueva', 9, 36, 3],
  ['Maria Antonia de los Angeles Fernandez-Villanueva y Garcia', 5, 31, 2],
  ['Nico Salazar', 12, 10, 0],
  ['Bea Lorenzo', 0, 0, 0],
]
const LATENCY: Figures = [
  ['Department', 6900, 33_000],
  ['Creative', 8400, 279_000],
]
const ON_TIME: Figures = [
  ['Urgent', 98.2],
  ['High', 66.7],
  ['Medium', null],
  ['Low', 12.5],
]
const TONES = ['wait', 'ready', 'active', 'stop', 'done']
const STATUS: Figures = [
  ['For approval', 7],
  ['To do', 4],
  ['At work', 14],
  ['Rejected', 2],
  ['Done', 82],
]

function days(): Figures {
  return Array.from({ length: 21 }, (_, day) => [
    `${day + 1} Nov`,
    day === 8 ? null : Math.round(14 + 9 * Math.sin(day / 2)),
    Math.round(12 + 5 * Math.cos(day / 3)),
  ])
}

function hours(): string[] {
  return Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))
}

function weekdays(): Figures {
  return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((name, day) => [
    name,
    ...hours().map((_, hour) =>
      day > 4 ? 0 : Math.round(12 * Math.exp(-((hour - 10 - day) ** 2) / 12))
    ),
  ])
}

function sample(
  key: string,
  title: string,
  kind: ReportChart['kind'],
  unit: FigureKind,
  columns: string[],
  figures: Figures,
  tones?: string[]
): ReportTable {
  return {
    key,
    title,
    rowTitle: 'Name',
    columns: columns.map((label) => ({ key: label, label, kind: unit })),
    rows: figures.map(([label, ...values]) => ({
      label,
      cells: values.map((value) => ({ value })),
    })),
    total: null,
    chart: { kind, columns, tones },
  }
}
