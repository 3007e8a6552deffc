import db from '@adonisjs/lucid/services/db'
import { Invalid } from '#exceptions/refusals'

/** A report over years may take so long, in milliseconds; less than a connection may be silent (watch_connection.ts). */
const PATIENCE = 7_000

/**
 * Asks the database something that has many tickets to look at.
 * @throws Invalid 422 when there are more than it can look at in this time
 */
export async function askPatiently(query: any): Promise<any[]> {
  const { sql, bindings } = query.toSQL()
  try {
    return await db.transaction(async (trx) => {
      await trx.rawQuery(`set local statement_timeout = ${PATIENCE}; set local work_mem = '32MB'`)
      const { rows } = await trx.rawQuery(sql, bindings)
      return rows
    })
  } catch (error) {
    if ((error as { code?: string }).code === CANCELLED)
      throw new Invalid('range', 'reports.too_many')
    throw error
  }
}

/** PostgreSQL's word for a statement that took too long. */
const CANCELLED = '57014'
