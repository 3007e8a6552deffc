import type { ReportContext } from '#services/reports/answer_report'
import { breakDown, CRITERIA, type Criteria } from '#services/reports/breakdowns/break_down'
import {
  brandRows,
  byName,
  productRows,
  typeRows,
} from '#services/reports/breakdowns/breakdown_rows'
import { breakdownTable, type BreakdownRow } from '#services/reports/breakdowns/breakdown_table'
import { nameKeys } from '#services/reports/breakdowns/name_keys'
import type { Facet } from '#services/reports/facets'
import type { Counted } from '#services/reports/list_href'
import type { ReportTable } from '#services/reports/report_table'
import type { Sums } from '#services/reports/sum_facts'
import { PRIORITIES } from '#workflows/workflow'

const OF_CRITERIA: Record<Criteria, Facet> = {
  video: 'video',
  image: 'image',
  other: 'other_output',
  without: 'without_pieces',
}

/** Every breakdown of the tickets of a report, each adding up to what the summary says. */
export async function breakdownTables(context: ReportContext): Promise<ReportTable[]> {
  const sums = await breakDown(context)
  const names = await nameKeys(sums)
  const { i18n } = context
  const table = (key: string, rows: BreakdownRow[], total: Sums | null, counts: Counted = {}) =>
    breakdownTable({ key, rows, total, counts }, context)
  const priorities = PRIORITIES.toReversed().map((key) => ({
    label: i18n.t(`workflow.priority.${key}`),
    sums: sums.priority.get(key),
    counts: { priority: key },
  }))
  const criteria = CRITERIA.map((key) => ({
    label: i18n.t(`report_breakdowns.criteria.${key}`),
    sums: sums.criteria.get(key),
    counts: { is: [OF_CRITERIA[key]] },
  }))
  return [
    table('priority', priorities, sums.all),
    table('type', typeRows(sums, names, context), sums.all),
    table('criteria', criteria, sums.all),
    table('product', productRows(sums, names, context), sums.all),
    table('brand', brandRows(sums, names, context), sums.all),
    table('department', byName(sums.department, names.department, 'department'), sums.all),
    table('handling', byName(sums.handling, names.department, 'handling'), sums.all),
    ...(['ads', 'telegram'] as const).map((category) => {
      const rows = productRows(sums, names, context, category)
      return table(category, rows, sums.category.get(category) ?? null, { is: [category] })
    }),
  ]
}
