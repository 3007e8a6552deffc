import type { I18n } from '@adonisjs/i18n'
import type { Breakdowns, Criteria } from '#services/reports/breakdowns/break_down'
import type { KeyNames } from '#services/reports/breakdowns/name_keys'
import { whole } from '#services/reports/keys/whole'
import { ratesOf } from '#services/reports/rates_of'
import { addUp, NOTHING, type Sums } from '#services/reports/sum_facts'
import { PRIORITIES } from '#workflows/workflow'

/** Breakdowns under the keys of `analytics/`, in the order its clients show them. */
export function breakdownKeys(sums: Breakdowns, names: KeyNames, i18n: I18n) {
  const products = [...sums.product]
    .filter(([id]) => id !== null)
    .map(([id, of]) => ({ ...names.product.get(id!)!, sums: of }))
    .sort((a, b) => b.sums.quantity - a.sums.quantity || a.label.localeCompare(b.label))
  const ofCategory = (category: string) =>
    products
      .filter((product) => product.category === category)
      .map(({ label, sums: of }) => ({
        product_name: label,
        ticket_count: of.total,
        ...quantities(of),
      }))
  return {
    by_product: products.map(({ label, sums: of }) => ({ product: label, ...ofProduct(of) })),
    by_department: byCount(sums.department).map(([id, of]) => ({
      department: names.department.get(id)!,
      ...counts(of),
      in_progress: of.inProgress,
      ...quantities(of),
    })),
    by_request_type: byCount(sums.type).map(([id, of]) => ({
      request_type: names.type.get(id)!.key,
      display_name: names.type.get(id)!.label,
      ...counts(of),
      avg_revisions: ratesOf(of).averageRevisions,
      ...quantities(of),
    })),
    by_priority: PRIORITIES.toReversed().map((priority) => {
      const of = sums.priority.get(priority) ?? NOTHING
      return {
        priority,
        display_name: i18n.t(`workflow.priority.${priority}`),
        total: of.total,
        completed: of.completed,
        avg_processing_seconds: whole(ratesOf(of).processingSeconds),
      }
    }),
    by_criteria: byCriteria(sums.criteria).map(([criteria, of]) => ({
      criteria,
      display_name: i18n.t(`report_breakdowns.criteria.${criteria}`),
      ...counts(of),
      ...quantities(of),
    })),
    ads_product_output: ofCategory('ads'),
    telegram_product_output: ofCategory('telegram'),
  }
}

const counts = ({ total, completed }: Sums) => ({ count: total, completed })
const quantities = ({ quantity, output }: Sums) => ({
  total_quantity: quantity,
  completed_quantity: output,
})

/** What a product's completed pieces are, beside how many there are. */
function ofProduct(sums: Sums) {
  return {
    ...counts(sums),
    in_progress: sums.inProgress,
    ...quantities(sums),
    video_qty: sums.video,
    image_qty: sums.image,
    other_qty: sums.other,
  }
}

function byCount<Key>(sums: Map<Key, Sums>): [Key, Sums][] {
  return [...sums].sort(([, a], [, b]) => b.total - a.total)
}

/** Clients know three: what has no quantity is other too. */
function byCriteria(sums: Map<Criteria, Sums>): [Criteria, Sums][] {
  const of = (key: Criteria) => sums.get(key) ?? NOTHING
  const three: [Criteria, Sums][] = [
    ['video', of('video')],
    ['image', of('image')],
    ['other', addUp([of('other'), of('without')])],
  ]
  return three.filter(([, { total }]) => total > 0)
}
