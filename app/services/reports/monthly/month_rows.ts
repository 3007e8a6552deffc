import db from '@adonisjs/lucid/services/db'
import { asSums, measured, type Measure, type Sums } from '#services/reports/measures'
import type { MonthlyRow } from '#services/reports/monthly/monthly_figures'
import { createdFacts, PRESENT, type ReportAsked } from '#services/reports/narrow_facts'

/** What is added up of each row. */
export const ROW: Measure[] = [
  ...(['total', 'assigned', 'completed', 'assignedCompleted', 'quantity', 'output'] as const),
  ...(['timed', 'onTime', 'revisions'] as const),
]

/** The tickets of a month by a column of their facts. */
export async function rowsBy(asked: ReportAsked, by: string): Promise<MonthlyRow[]> {
  const rows = await measured(createdFacts(asked), ROW)
    .select(db.raw(`${by} as id`))
    .groupBy('id')
    .orderBy('id')
  return rows.map(rowOf)
}

/** A ticket counts once for each of its products, with the pieces of that product. */
export async function productRows(asked: ReportAsked): Promise<MonthlyRow[]> {
  const { items } = asked.source ?? PRESENT
  const pieces = 'coalesce(i.quantity, f.quantity)'
  const rows = await createdFacts(asked)
    .joinRaw(`left join ${items} i on f.has_items and i.ticket_id = f.ticket_id`)
    .whereRaw('coalesce(i.product_id, f.product_id) is not null')
    .select(
      db.raw('coalesce(i.product_id, f.product_id) as id, count(*) as total'),
      db.raw('count(*) filter (where f.is_done) as completed'),
      db.raw(
        `coalesce(sum(${pieces}), 0) as quantity, coalesce(sum(${pieces}) filter (where f.is_done), 0) as output`
      )
    )
    .groupByRaw('1')
    .orderByRaw('1')
  return rows.map(rowOf)
}

function rowOf({ id, ...row }: any): MonthlyRow {
  const sums = asSums(row)
  return { id, sums: Object.fromEntries(ROW.map((name) => [name, sums[name]])) as any as Sums }
}
