import db from '@adonisjs/lucid/services/db'

/** The full names of people by their ids, in one query. */
export async function namePeople(ids: number[]): Promise<Map<number, string>> {
  const name = `coalesce(nullif(trim(first_name || ' ' || last_name), ''), username::text)`
  const { rows } = await db.rawQuery(`select id, ${name} as name from users where id = any(?)`, [
    ids,
  ] as never)
  return new Map(rows.map((row: { id: number; name: string }) => [row.id, row.name]))
}
