import type User from '#models/user'

/**
 * Narrows a query over activities (`a`) joined to their tickets (`tickets`) to those that a person reads, ticket by ticket: notes
 * are the handling side's, a rating has readers of its own, and on his own ticket the requester's relation wins (the same
 * answers as `mayReadNotes` and `mayReadRating` give for one ticket). Who sees the tickets is decided elsewhere.
 */
export function whereReadable(query: any, viewer: User): any {
  if (viewer.isAdmin) return query
  const handling = [viewer.departmentId, ...viewer.manages]
  query.whereRaw(
    '(not a.is_internal or (tickets.requester_id <> ? and tickets.handling_department_id = any(?::int[])))',
    [viewer.id, handling]
  )
  return query.whereRaw(
    `(a.action <> 'rated' or tickets.requester_id = ? or tickets.requesting_department_id = any(?::int[])
      or tickets.handling_department_id = any(?::int[]) or (tickets.assigned_at is not null and (tickets.assignee_id = ?
        or exists (select 1 from collaborators c where c.ticket_id = tickets.id and c.user_id = ?))))`,
    [viewer.id, viewer.manages, handling, viewer.id, viewer.id]
  )
}
