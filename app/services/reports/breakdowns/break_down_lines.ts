import db from '@adonisjs/lucid/services/db'
import { addUpBy } from '#services/reports/add_up_by'
import type { Breakdowns } from '#services/reports/breakdowns/break_down'
import { BRAND, linesBy } from '#services/reports/breakdowns/lines_by'
import { createdFacts, PRESENT, type ReportAsked } from '#services/reports/narrow_facts'
import { asSums, type Measure, type Sums } from '#services/reports/sum_facts'
import { factsBeside, keptSums, monthsFor } from '#services/reports/sums/kept_parts'
import { summed } from '#services/reports/sums/read_sums'

type ByProduct = Pick<Breakdowns, 'product' | 'brand' | 'category'>

/**
 * Adds up tickets by product, brand and category. A ticket counts once in each of its products, and once in a brand or
 * category however many of its products belong there; the pieces of a line count where its product does.
 * @param single tickets without lines, added up by their only product already
 */
export async function breakDownLines(
  asked: ReportAsked,
  single: { product_id: number | null }[],
  wanted: readonly Measure[]
): Promise<ByProduct> {
  const rows = await linesOf(asked, wanted)
  const products = await db
    .from('products as p')
    .select('p.id', 'p.category')
    .select(db.raw(`${BRAND} as brand`))
  const known = new Map<number | null, any>(products.map((product: any) => [product.id, product]))
  const parts = (set: keyof ByProduct, keyOf: (product: number | null) => unknown) =>
    [
      ...single.map((row: any) => ({ key: keyOf(row.product_id), sums: asSums(row) })),
      ...rows
        .filter((row: any) => row.set === set)
        .map((row: any) => ({
          key: set === 'product' ? Number(row.key) : row.key,
          sums: asSums(row),
        })),
    ] as { key: any; sums: Sums }[]
  return {
    product: addUpBy(parts('product', (id) => id)),
    brand: addUpBy(parts('brand', (id) => known.get(id)?.brand ?? null)),
    category: addUpBy(parts('category', (id) => known.get(id)?.category ?? null)),
  }
}

/** Past months from the sums of their lines, the rest from the lines. */
async function linesOf(asked: ReportAsked, wanted: readonly Measure[]): Promise<any[]> {
  const { items } = asked.source ?? PRESENT
  const months = await monthsFor(asked)
  const facts = months.length > 0 ? factsBeside(asked, months) : createdFacts(asked)
  const found = facts ? await db.rawQuery(...linesBy(facts, items, wanted)) : { rows: [] }
  if (months.length === 0) return found.rows
  const kept = await summed(keptSums(asked, 'ticket_sums_by_line', months), wanted)
    .select('f.set', 'f.key')
    .groupBy('f.set', 'f.key')
  return [...found.rows, ...kept]
}
