import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import { LONGEST_SILENCE } from '#services/observing/watch_connection'

/** A report over years may take so long, in milliseconds; a connection may not be silent for longer. */
export const PATIENCE = LONGEST_SILENCE - 1_000

/**
 * Asks the database something that has many tickets to look at.
 * @throws Invalid 422 when there are more than it can look at in this time
 */
export async function askPatiently(query: {
  toSQL(): { sql: string; bindings?: any }
}): Promise<any[]> {
  const { sql, bindings } = query.toSQL()
  return statePatiently(sql, bindings)
}

/** The same as SQL with its bindings. */
export async function statePatiently(sql: string, bindings: any): Promise<any[]> {
  return patiently(async (trx) => {
    const { rows } = await trx.rawQuery(sql, bindings)
    return rows
  })
}

/**
 * Runs what reads many tickets in a transaction that lets it.
 * @param refusal the field and the sentence that answer when it takes too long
 * @throws Invalid 422 with them
 */
export function patiently<Result>(
  work: (trx: TransactionClientContract) => Promise<Result>,
  refusal?: Refusal
): Promise<Result> {
  return inTime(
    () =>
      db.transaction(async (trx) => {
        await trx.rawQuery(`set local statement_timeout = ${PATIENCE}; set local work_mem = '32MB'`)
        return work(trx)
      }),
    refusal
  )
}

type Refusal = [field: string, key: string]

/** Runs what asks the database by itself, with its usual patience: what takes longer is answered by a sentence too. */
export async function inTime<Result>(
  work: () => Promise<Result>,
  [field, key]: Refusal = ['range', 'reports.too_many']
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED) throw new Invalid(field, key)
    throw error
  }
}

/** PostgreSQL's word for a statement that took too long. */
const CANCELLED = '57014'
