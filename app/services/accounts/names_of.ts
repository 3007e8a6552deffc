import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** Full names by id, in one query; unknown and null ids are passed over. */
export async function namesOf(
  client: QueryClientContract,
  ids: (number | null)[]
): Promise<Map<number, string>> {
  const known = [...new Set(ids.filter((id): id is number => id !== null))]
  if (known.length === 0) return new Map()
  const rows = await client
    .from('users')
    .whereIn('id', known)
    .select('id', 'first_name', 'last_name', 'username')
  return new Map(
    rows.map((row) => [row.id, `${row.first_name} ${row.last_name}`.trim() || row.username])
  )
}
