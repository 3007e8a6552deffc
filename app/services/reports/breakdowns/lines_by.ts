import db from '@adonisjs/lucid/services/db'
import { measured, type Measure } from '#services/reports/measures'

/** How a brand is compared. */
export const BRAND = 'lower(trim(p.brand))'

/**
 * The tickets with lines, a row a ticket and product, brand or category, added up by it: SQL with its bindings.
 * @param facts a query over `f`
 * @param beside columns of the facts to add up by as well
 */
export function linesBy(
  facts: any,
  items: string,
  wanted: readonly Measure[],
  beside: string[] = []
): [sql: string, bindings: any] {
  const carried = ['status', 'is_done', 'revision_count', 'processing_seconds', ...beside]
  const lines = facts
    .whereRaw('f.has_items')
    .joinRaw(`join ${items} i on i.ticket_id = f.ticket_id join products p on p.id = i.product_id`)
    .select(['ticket_id', ...carried].map((column) => `f.${column}`))
    .select(db.raw(`p.id::text as product, ${BRAND} as brand, p.category, i.quantity`))
    .select(db.raw(`case i.criteria when 'video' then i.quantity else 0 end as video`))
    .select(db.raw(`case i.criteria when 'image' then i.quantity else 0 end as image`))
  const parts = ['product', 'brand', 'category'].map((set) => {
    const columns = ['ticket_id', ...carried].map((column) => `l.${column}`)
    const tickets = db
      .from('lines as l')
      .select(columns)
      .select(db.raw(`l.${set} as key, sum(l.quantity) as quantity`))
      .select(db.raw('sum(l.video) as video, sum(l.image) as image'))
      .groupByRaw([...columns, `l.${set}`].join(', '))
    return measured(db.from(tickets.as('f')), wanted)
      .select(beside.map((column) => `f.${column}`))
      .select(db.raw(`'${set}' as set, f.key`))
      .groupByRaw([...beside, 'key'].map((column) => `f.${column}`).join(', '))
  })
  const [head, ...rest] = [lines, ...parts].map((part) => part.toSQL())
  return [
    `with lines as materialized (${head.sql}) ${rest.map((part) => part.sql).join(' union all ')}`,
    [head, ...rest].flatMap(({ bindings }) => bindings),
  ]
}
