import db from '@adonisjs/lucid/services/db'

/** These request types and those one level below them: who chooses a parent means all of it. */
export async function withChildren(typeIds: number[]): Promise<number[]> {
  const children = await db.from('request_types').whereIn('parent_id', typeIds).select('id')
  return [...new Set([...typeIds, ...children.map(({ id }) => id as number)])]
}
