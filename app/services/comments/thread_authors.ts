import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/** Everybody who wrote in the thread of a comment: its ancestors and all below its first one. */
export async function threadAuthors(
  { trx, ticket }: LockedTicket,
  parentId: number,
  isInternal: boolean
): Promise<number[]> {
  const { rows } = await trx.rawQuery(
    `with recursive up as (
       select id, parent_id from comments where id = :parentId
       union all select c.id, c.parent_id from comments c join up on c.id = up.parent_id
     ), thread as (
       select id from up where parent_id is null
       union all select c.id from comments c join thread on c.parent_id = thread.id
     )
     select distinct user_id from comments
     where id in (select id from thread) and ticket_id = :ticketId and (:isInternal or not is_internal)`,
    { parentId, ticketId: ticket.id, isInternal }
  )
  return rows.map((row: { user_id: number }) => row.user_id)
}
