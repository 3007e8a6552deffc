import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/**
 * Unfinished tickets that this person is assigned to, proposed for or helps with.
 * @param departmentId where he belongs from now on: what that department handles stays his
 */
export function workOf(client: QueryClientContract, userId: number, departmentId?: number) {
  const query = client
    .from('tickets')
    .whereNull('tickets.deleted_at')
    .where('tickets.is_finished', false)
    .where((any) =>
      any
        .where('tickets.assignee_id', userId)
        .orWhereRaw('tickets.id in (select ticket_id from collaborators where user_id = ?)', [
          userId,
        ])
    )
  if (departmentId) query.whereNot('tickets.handling_department_id', departmentId)
  return query
}

/**
 * Holds the tickets of somebody who leaves, before he himself is held: whoever assigns one holds the ticket first as well,
 * so the two never wait for each other in a ring. Of more than can be handed over at once none is held.
 */
export async function holdWork(client: QueryClientContract, userId: number): Promise<void> {
  const rows = await workOf(client, userId)
    .orderBy('tickets.id')
    .limit(AT_ONCE + 1)
    .select('tickets.id')
  if (rows.length > AT_ONCE) return
  const ids = rows.map(({ id }) => id as number)
  await client.from('tickets').whereIn('id', ids).orderBy('id').forUpdate().select('id')
}

/** The same for what a department and its people do. */
export async function holdDepartment(
  client: QueryClientContract,
  departmentId: number
): Promise<void> {
  const { rows } = await client.rawQuery(
    `select t.id from tickets t
     where t.deleted_at is null and not t.is_finished and (t.handling_department_id = :departmentId
       or t.assignee_id in (select id from users where department_id = :departmentId)
       or exists (select 1 from collaborators c join users u on u.id = c.user_id
         where c.ticket_id = t.id and u.department_id = :departmentId))
     order by t.id limit :most`,
    { departmentId, most: AT_ONCE + 1 }
  )
  if (rows.length > AT_ONCE) return
  const ids = rows.map((row: { id: number }) => row.id)
  await client.from('tickets').whereIn('id', ids).orderBy('id').forUpdate().select('id')
}

/** So many tickets are handed over in the act itself, while whoever else needs them waits; of more the worker hands over all. */
export const AT_ONCE = 25
