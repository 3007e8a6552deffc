import db from '@adonisjs/lucid/services/db'

/** Request types that a list is narrowed to. */
export interface AskedTypes {
  ids: number[]
  /** The workflow of all of them, null for several: a ticket is of its type's workflow, and a type keeps it. */
  workflow: string | null
}

/** These request types and those one level below them: who chooses a parent means all of it. */
export async function withChildren(typeIds: number[]): Promise<AskedTypes> {
  const rows = await db
    .from('request_types')
    .whereIn('id', typeIds)
    .orWhereIn('parent_id', typeIds)
    .select('id', 'workflow')
  const known = new Set(rows.map(({ workflow }) => workflow as string))
  return {
    ids: [...new Set([...typeIds, ...rows.map(({ id }) => id as number)])],
    workflow: known.size === 1 ? [...known][0] : null,
  }
}
