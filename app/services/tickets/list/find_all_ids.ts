import db from '@adonisjs/lucid/services/db'
import { estimateList } from '#services/tickets/list/estimate_list'
import { wholeList } from '#services/tickets/list/find_page'
import type { ListAsked } from '#services/tickets/list/seen_tickets'
import { sortList } from '#services/tickets/list/sort_list'
import type { ListQuestion } from '#services/tickets/list/list_question'

/** A report over many tickets may take so long, in milliseconds. */
const PATIENCE = 20_000

/**
 * The ids of all tickets of a list in its order, at most so many, four bytes each: a million of them are four megabytes.
 */
export async function findAllIds(
  asked: ListAsked & { question: Pick<ListQuestion, 'sort'> },
  most: number
): Promise<Int32Array> {
  const estimate = await estimateList(asked)
  const found = db
    .query()
    .withMaterialized('found', wholeList(asked, estimate))
    .from('found as tickets')
  const ids = sortList(found, asked.question.sort).select('tickets.id').limit(most)
  const { sql, bindings } = ids.toSQL()
  return db.transaction(async (trx) => {
    await trx.rawQuery(`set local statement_timeout = ${PATIENCE}`)
    const { rows } = await trx.rawQuery(
      `select string_agg(int4send(id), ''::bytea) as ids from (${sql}) as sorted`,
      bindings
    )
    const bytes: Buffer = rows[0].ids ?? Buffer.alloc(0)
    return Int32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readInt32BE(at * 4))
  })
}
