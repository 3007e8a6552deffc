import { addUpBy } from '#services/reports/add_up_by'
import { breakDownLines } from '#services/reports/breakdowns/break_down_lines'
import type { ReportAsked } from '#services/reports/narrow_facts'
import { addUp, asSums, type Measure, type Sums } from '#services/reports/sum_facts'
import type { Dimension } from '#services/reports/sums/kept_sums'
import { readSums } from '#services/reports/sums/read_sums'

/** What pieces are: neither video nor image is other; a ticket without any (all of support) is apart. */
export const CRITERIA = ['video', 'image', 'other', 'without'] as const
export type Criteria = (typeof CRITERIA)[number]

/** Sums of the tickets of a report by what they have in common; no entry without tickets. */
export interface Breakdowns {
  all: Sums
  priority: Map<string, Sums>
  /** By the very type; those below it stand for themselves. */
  type: Map<number, Sums>
  department: Map<number, Sums>
  handling: Map<number, Sums>
  /** Tickets count in each of their criteria, pieces once. */
  criteria: Map<Criteria, Sums>
  /** Tickets count in each of their products, brands and categories, pieces once; null without a product. */
  product: Map<number | null, Sums>
  /** In small letters: a brand is one however it is written; '' for products without. */
  brand: Map<string | null, Sums>
  category: Map<string | null, Sums>
}

/** What breakdowns show, and what the averages among it are made of. */
export const BROKEN_DOWN: Measure[] = [
  ...(['total', 'completed', 'inProgress', 'quantity', 'output', 'video', 'image'] as const),
  ...(['other', 'allVideo', 'allImage', 'revisions', 'processingSeconds', 'processed'] as const),
]

const SETS: Dimension[][] = [
  ['priority'],
  ['request_type_id'],
  ['requesting_department_id'],
  ['handling_department_id'],
  ['has_video', 'has_image', 'has_other'],
  ['has_items', 'product_id'],
]

/** Breaks the tickets of a report down: one reading of the tickets, one of the lines that some have. */
export async function breakDown(asked: ReportAsked): Promise<Breakdowns> {
  const rows = await readSums(asked, BROKEN_DOWN, SETS)
  const of = (...set: Dimension[]) => {
    const number = SETS.findIndex((one) => one.join() === set.join())
    return rows.filter((row) => row.set === number)
  }
  const by = <Key>(dimension: Dimension) =>
    addUpBy<Key>(of(dimension).map((row) => ({ key: row[dimension], sums: asSums(row) })))
  const priority = by<string>('priority')
  const single = of('has_items', 'product_id').filter((row) => !row.has_items)
  return {
    all: addUp(priority.values()),
    priority,
    type: by('request_type_id'),
    department: by('requesting_department_id'),
    handling: by('handling_department_id'),
    criteria: byCriteria(of('has_video', 'has_image', 'has_other')),
    ...(await breakDownLines(asked, single, BROKEN_DOWN)),
  }
}

/** A ticket with videos and images counts in both, with the pieces of each. */
function byCriteria(rows: any[]): Map<Criteria, Sums> {
  const parts = rows.flatMap((row) => {
    const sums = asSums(row)
    const { quantity, allVideo: video, allImage: image } = sums
    const pieces = { video, image, other: quantity - video - image, without: 0 }
    const has = { video: row.has_video, image: row.has_image, other: row.has_other }
    const without = !has.video && !has.image && !has.other
    return CRITERIA.filter((key) => (key === 'without' ? without : has[key])).map((key) => {
      const output = key === 'without' ? 0 : sums[key]
      const own = { video: 0, image: 0, other: 0, [key]: output }
      return { key, sums: { ...sums, ...own, quantity: pieces[key], output } }
    })
  })
  return addUpBy(parts)
}
