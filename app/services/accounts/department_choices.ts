import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'

/**
 * The name of an active department.
 * @throws Invalid 422 at `departmentId`
 */
export async function departmentName(client: QueryClientContract, id: number): Promise<string> {
  const department = await client
    .from('departments')
    .where({ id, is_active: true })
    .select('name')
    .first()
  if (!department) throw new Invalid('departmentId', 'account.department_unknown')
  return department.name
}

/** Active departments, as options of a select. */
export async function departmentOptions(): Promise<{ value: number; label: string }[]> {
  return db
    .from('departments')
    .where('is_active', true)
    .orderBy('name')
    .select('id as value', 'name as label')
}
