import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { datesSql } from '#database/bench/dates'
import { deliverablesSql } from '#database/bench/deliverables'
import { peopleSql } from '#database/bench/people'
import { supportPlanSql, supportTicketsSql } from '#database/bench/support'
import { talkSql } from '#database/bench/talk'
import { orderTicketsSql, planSql, ticketsSql } from '#database/bench/tickets'
import { trailSql } from '#database/bench/trail'
import { groundSql } from '#database/bench/ground'
import clock from '#services/clock'
import { waitPatiently } from '#services/observing/watch_connection'
import { sumMonth } from '#services/reports/sums/sum_month'
import { monthsToSum } from '#services/reports/sums/sum_months'

export interface BenchOrder {
  tickets: number
  /** The same seed gives the same tickets, seen from the hour of filling. */
  seed: number
  /** The hash of the password of every generated account. */
  password: string
  /** Told before each part begins. */
  onPart?: (part: string) => void
}

const BIG = [
  'tickets',
  'ticket_items',
  'comments',
  'attachments',
  'approvals',
  'activities',
  'notifications',
  'deliveries',
  'collaborators',
  'watchers',
  'ticket_pauses',
  'ratings',
  'ticket_links',
  'ticket_facts',
]

/**
 * Fills an empty desk with people and tickets by bulk SQL, in one transaction: after an interruption nothing is there.
 * Triggers and foreign keys are set aside for this session alone, which takes a superuser of the database.
 */
export async function fillBench({ tickets, seed, password, onPart }: BenchOrder): Promise<void> {
  const base = clock.now().startOf('hour')
  await db.transaction(async (trx) => {
    const run = async (part: string, sql: string) => {
      onPart?.(part)
      // A question mark stands for itself: there are no bindings.
      await trx.rawQuery(sql.replaceAll('?', String.raw`\?`))
    }
    waitPatiently(await trx.knexClient.client.acquireConnection())
    await trx.rawQuery(
      `set local session_replication_role = replica; set local statement_timeout = 0; set local lock_timeout = 0;
       set local synchronous_commit = off; set local work_mem = '128MB'; set local maintenance_work_mem = '256MB'; set local jit = off`
    )
    await trx.rawQuery(groundSql(seed, base.toISO()!))
    const indexes = await dropIndexes(trx)
    await run('people', peopleSql(password))
    await run('plans', datesSql(tickets) + planSql() + supportPlanSql())
    await run('comments and files', talkSql())
    await run('tickets', ticketsSql() + supportTicketsSql())
    await run('deliverables and pins', deliverablesSql())
    await run('tickets in order', orderTicketsSql(tickets))
    await run('approvals, activities, notifications', trailSql())
    await run('facts of reports', factsSql)
    onPart?.('indexes')
    for (const definition of indexes) await trx.rawQuery(definition)
    // What was summed before knows nothing of what came past the triggers.
    await trx.from('summed_months').delete()
    await run('statistics', `analyze users, departments, ticket_times, ${BIG.join(', ')}`)
  })
  onPart?.('sums of months')
  for (const month of await monthsToSum()) await sumMonth(month)
}

/** Triggers are set aside here, so the facts are written at the end. */
const factsSql = `insert into ticket_facts select n.*, null from ticket_facts_now n`

/** Drops the plain indexes of the large tables; building them at the end takes a third of the time. */
async function dropIndexes(trx: TransactionClientContract): Promise<string[]> {
  const { rows } = await trx.rawQuery(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
     join pg_namespace n on n.oid = t.relnamespace
     where n.nspname = 'public' and t.relname = any(:big) and not i.indisunique`,
    { big: BIG } as any
  )
  for (const { name } of rows) await trx.rawQuery(`drop index "${name}"`)
  return rows.map((row: { definition: string }) => row.definition)
}
