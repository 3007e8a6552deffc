/**
 * SQL: nobody told `people.user_id` yet that this time of a ticket `t` is over, or it is day where he is and the last word
 * is six hours old. It needs `:now` and `:zone`.
 * @param kind of notification; its event keys begin with it, the ticket and the second of the time
 * @param dueAt SQL: the time that is over
 */
export function isDueAgain(kind: string, dueAt: string): string {
  const told = `select 1 from notifications n
    where n.ticket_id = t.id and n.user_id = people.user_id and n.kind = '${kind}'`
  return `(not exists (${told}
      and n.event_key like '${kind}:' || t.id || ':' || extract(epoch from ${dueAt})::bigint || ':%')
    or ((select extract(hour from :now::timestamptz at time zone coalesce(reader.time_zone, home.time_zone, :zone))
          from users reader join departments home on home.id = reader.department_id
          where reader.id = people.user_id) between 8 and 19
      and not exists (${told} and n.created_at > :now::timestamptz - interval '6 hours')))`
}
