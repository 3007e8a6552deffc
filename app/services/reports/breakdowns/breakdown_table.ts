import type { ReportContext } from '#services/reports/answer_report'
import type { Facet } from '#services/reports/facets'
import type { FigureKind } from '#services/reports/figure_words'
import { hasList, listHref, type Counted } from '#services/reports/list_href'
import { ratesOf, type Rates } from '#services/reports/rates_of'
import type { ReportRow, ReportTable } from '#services/reports/report_table'
import { NOTHING, type Sums } from '#services/reports/sum_facts'

/** A row of a breakdown and what narrows a list to its tickets. */
export interface BreakdownRow {
  label: string
  /** Undefined: there are none. */
  sums: Sums | undefined
  counts: Counted
}

interface Column {
  key: keyof Sums | keyof Rates
  kind: FigureKind
  is: Facet[]
}

const COLUMNS: Column[] = [
  { key: 'total', kind: 'count', is: [] },
  { key: 'completed', kind: 'count', is: ['done'] },
  { key: 'quantity', kind: 'count', is: ['with_pieces'] },
  { key: 'output', kind: 'count', is: ['with_output'] },
]

const SPLIT: Column[] = [
  { key: 'video', kind: 'count', is: ['with_output', 'video'] },
  { key: 'image', kind: 'count', is: ['with_output', 'image'] },
  { key: 'other', kind: 'count', is: ['with_output', 'other_output'] },
]

/** What a breakdown shows beside that. */
const MORE: Record<string, Column[]> = {
  priority: [{ key: 'processingSeconds', kind: 'seconds', is: ['processed'] }],
  type: [{ key: 'averageRevisions', kind: 'average', is: ['revised'] }],
  product: SPLIT,
  brand: SPLIT,
  ads: SPLIT,
  telegram: SPLIT,
}

/** Tickets of these stand in several rows: their total counts each once, and a note says so. */
const OVERLAPPING = ['criteria', 'product', 'brand', 'ads', 'telegram']

interface Breakdown {
  key: string
  rows: BreakdownRow[]
  /** What all of them come to, no ticket twice; null for none. */
  total: Sums | null
  counts: Counted
}

/** A breakdown as a table; without tickets it has no rows. */
export function breakdownTable(
  { key, rows, total, counts }: Breakdown,
  context: ReportContext
): ReportTable {
  const t = (name: string) => context.i18n.t(`report_breakdowns.${name}`)
  const columns = [...COLUMNS, ...(MORE[key] ?? [])]
  const isNone = !total?.total
  return {
    key,
    title: t(`title.${key}`),
    rowTitle: t(`row.${key}`),
    columns: columns.map(({ key: name, kind }) => ({
      key: name,
      label: t(`column.${name}`),
      kind,
    })),
    rows: isNone ? [] : rows.map((row) => rowOf(row, columns, context)),
    total: isNone ? null : rowOf({ label: t('total'), sums: total, counts }, columns, context),
    note: OVERLAPPING.includes(key) ? t(key === 'criteria' ? 'note_criteria' : 'note') : undefined,
    chart: { kind: 'bars', columns: ['total', 'completed'], most: 12 },
  }
}

function rowOf(
  { label, sums = NOTHING, counts }: BreakdownRow,
  columns: Column[],
  context: ReportContext
): ReportRow {
  const figures = { ...sums, ...ratesOf(sums) }
  const own = (counts.is ?? []) as Facet[]
  const hrefOf = (is: Facet[]) => listHref(context, { ...counts, is: [...own, ...is] })
  return {
    label,
    href: sums.total ? hrefOf([]) : undefined,
    cells: columns.map(({ key, kind, is }) => {
      const value = figures[key]
      return hasList(value, kind) ? { value, href: hrefOf(is) } : { value }
    }),
  }
}
