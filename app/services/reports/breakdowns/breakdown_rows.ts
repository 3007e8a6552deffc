import type { ReportContext } from '#services/reports/answer_report'
import type { Breakdowns } from '#services/reports/breakdowns/break_down'
import type { BreakdownRow } from '#services/reports/breakdowns/breakdown_table'
import type { KeyNames } from '#services/reports/breakdowns/name_keys'
import type { Sums } from '#services/reports/sum_facts'

/** Departments, most tickets first. */
export function byName(
  sums: Map<number, Sums>,
  names: Map<number, string>,
  filter: string
): BreakdownRow[] {
  return byCount(
    [...sums].map(([id, of]) => ({ label: names.get(id)!, sums: of, counts: { [filter]: id } }))
  )
}

/**
 * A type with others below it stands for itself here, while its list would hold theirs too. Two of the same name say
 * which workflow they belong to.
 */
export function typeRows(
  sums: Breakdowns,
  { type }: KeyNames,
  { i18n }: ReportContext
): BreakdownRow[] {
  const labels = [...type.values()].map(({ label }) => label)
  const isTwice = (label: string) => labels.filter((one) => one === label).length > 1
  return byCount(
    [...sums.type].map(([id, of]) => {
      const { label, workflow, isParent } = type.get(id)!
      const name = i18n.t(`workflow.${workflow}.name`)
      return {
        label: isTwice(label) ? `${label} (${name})` : label,
        sums: of,
        counts: isParent ? { only_type: id } : { type: id },
      }
    })
  )
}

/** Products, of one category or all; what has none comes last. */
export function productRows(
  sums: Breakdowns,
  { product }: KeyNames,
  { question, i18n }: ReportContext,
  category?: string
): BreakdownRow[] {
  // A report of one product shows what its tickets hold beside it.
  const filter = question.product ? 'product_too' : 'product'
  const known = [...sums.product].filter(([id]) => id !== null) as [number, Sums][]
  const rows = known
    .filter(([id]) => !category || product.get(id)!.category === category)
    .map(([id, of]) => ({ label: product.get(id)!.label, sums: of, counts: { [filter]: id } }))
  const none = sums.product.get(null)
  const without = {
    label: i18n.t('report_breakdowns.without_product'),
    sums: none,
    counts: WITHOUT,
  }
  return [...byCount(rows), ...(none && !category ? [without] : [])]
}

const WITHOUT = { is: ['without_product'] as const }

/** Brands; products without one and tickets without products come last. */
export function brandRows(
  sums: Breakdowns,
  { brand }: KeyNames,
  { i18n }: ReportContext
): BreakdownRow[] {
  const t = (key: string) => i18n.t(`report_breakdowns.${key}`)
  const rows = [...sums.brand].filter(([key]) => key)
  const rest: BreakdownRow[] = [
    { label: t('without_brand'), sums: sums.brand.get(''), counts: { is: ['without_brand'] } },
    { label: t('without_product'), sums: sums.brand.get(null), counts: WITHOUT },
  ]
  return [
    ...byCount(
      rows.map(([key, of]) => ({
        label: brand.get(key!)!,
        sums: of,
        counts: { brand: brand.get(key!) },
      }))
    ),
    ...rest.filter((row) => row.sums),
  ]
}

/** Most tickets first. */
function byCount(rows: BreakdownRow[]): BreakdownRow[] {
  return rows.sort((a, b) => b.sums!.total - a.sums!.total || a.label.localeCompare(b.label))
}
