import db from '@adonisjs/lucid/services/db'
import { patiently } from '#services/reports/ask_patiently'
import { estimateList } from '#services/tickets/list/estimate_list'
import { wholeList } from '#services/tickets/list/find_page'
import type { ListAsked } from '#services/tickets/list/seen_tickets'
import { sortList } from '#services/tickets/list/sort_list'
import type { ListQuestion } from '#services/tickets/list/list_question'

const TOO_SLOW: [string, string] = ['format', 'exports.too_slow']

/**
 * The ids of all tickets of a list in its order, at most so many, four bytes each: a million of them are four megabytes.
 * @throws Invalid 422 when finding them takes too long
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
  return patiently(async (trx) => {
    const { rows } = await trx.rawQuery(
      `select string_agg(int4send(id), ''::bytea) as ids from (${sql}) as sorted`,
      bindings
    )
    const bytes: Buffer = rows[0].ids ?? Buffer.alloc(0)
    return Int32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readInt32BE(at * 4))
  }, TOO_SLOW)
}
