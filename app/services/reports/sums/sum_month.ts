import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { BROKEN_DOWN } from '#services/reports/breakdowns/break_down'
import { MEASURE_NAMES, measured } from '#services/reports/measures'
import { IN_COMMON, KEPT_ROWS } from '#services/reports/sums/kept_rows'
import { columnOf, KEPT_SUMS } from '#services/reports/sums/kept_sums'

/**
 * Writes the sums of a month anew. Its marks go first: what they stand for is seen by the statements after; a change that
 * commits later leaves a mark that stays.
 * @param month its first day, YYYY-MM-DD
 */
export async function sumMonth(month: string): Promise<void> {
  await db.transaction(async (trx) => {
    // Whoever sums the same month waits here.
    await trx.rawQuery(
      `insert into summed_months (month, summed_at) values (?, now())
       on conflict (month) do update set summed_at = excluded.summed_at`,
      [month]
    )
    await trx.from('changed_months').where('month', month).delete()
    for (const table of Object.keys(KEPT_SUMS) as (keyof typeof KEPT_SUMS)[]) {
      await trx.from(table).where('month', month).delete()
      await fill(trx, table, month)
    }
    for (const rows of KEPT_ROWS) await fillRows(trx, month, rows)
  })
}

async function fillRows(
  trx: TransactionClientContract,
  month: string,
  { table, columns, rowsOf }: (typeof KEPT_ROWS)[number]
) {
  await trx.from(table).where('month', month).delete()
  const all = [...IN_COMMON, ...columns]
  const [sql, bindings] = rowsOf(factsOf(trx, month), IN_COMMON)
  const read = all.map((column) => `r.${NAMES.get(column) ?? column}`)
  await trx.rawQuery(
    `insert into ${table} (month, ${all.join(', ')}) select ?::date, ${read.join(', ')} from (${sql}) r`,
    [month, ...bindings]
  )
}

/** How a query names what a column holds. */
const NAMES = new Map(BROKEN_DOWN.map((name) => [columnOf(name), `"${name}"`]))

function factsOf(trx: TransactionClientContract, month: string) {
  return trx
    .from('ticket_facts as f')
    .whereNull('f.deleted_at')
    .whereRaw(`f.created_at >= ?::date::timestamp at time zone 'UTC'`, [month])
    .whereRaw(`f.created_at < (?::date + interval '1 month') at time zone 'UTC'`, [month])
}

async function fill(trx: TransactionClientContract, table: keyof typeof KEPT_SUMS, month: string) {
  const dimensions = Object.entries(KEPT_SUMS[table])
  const facts = factsOf(trx, month)
    .select(trx.raw('?::date', [month]))
    .select(dimensions.map(([, fact]) => trx.raw(fact)))
    .groupByRaw(dimensions.map(([, fact]) => fact).join(', '))
  const { sql, bindings } = measured(facts, MEASURE_NAMES).toSQL()
  const columns = ['month', ...dimensions.map(([name]) => name), ...MEASURE_NAMES.map(columnOf)]
  await trx.rawQuery(`insert into ${table} (${columns.join(', ')}) ${sql}`, bindings)
}
