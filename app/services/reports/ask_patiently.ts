import db from '@adonisjs/lucid/services/db'

/** A report over years may take so long, in milliseconds; a page of the desk may not. */
const PATIENCE = 20_000

/** Asks the database something that has many tickets to look at. */
export async function askPatiently(query: any): Promise<any[]> {
  const { sql, bindings } = query.toSQL()
  return db.transaction(async (trx) => {
    await trx.rawQuery(`set local statement_timeout = ${PATIENCE}; set local work_mem = '32MB'`)
    const { rows } = await trx.rawQuery(sql, bindings)
    return rows
  })
}
