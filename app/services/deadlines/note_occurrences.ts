import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { manages } from '#services/people/manages'
import { writeNotices } from '#services/notifications/write_notices'

/** Notifications of one kind that a run writes; after an outage the next minutes write the rest. */
const AT_ONCE = 500

/**
 * Writes the notifications and deliveries of everything a timer found, in one statement. Each occurrence is a row unique
 * by its event key and person, so a second worker or a restart finds it written.
 * @param due a query that answers `event_key, user_id, ticket_id, kind, reason`; it may use `:now` and `:zone`
 * @returns how many deliveries were written
 */
export async function noteOccurrences(
  trx: TransactionClientContract,
  due: string,
  bindings: Record<string, unknown> = {}
): Promise<number> {
  return writeNotices(
    trx,
    `select event_key, user_id, ticket_id, null::bigint as activity_id, null::int as actor_id, kind, reason,
       '{}'::jsonb as details, null::timestamptz as not_before
     from (${due}) due
     where not exists (
         select 1 from notifications n
         where n.event_key = due.event_key and n.user_id = due.user_id)
       and exists (
         select 1 from users u
         where u.id = due.user_id and u.approved_at is not null and u.deactivated_at is null)
       and not exists (
         select 1 from ticket_mutes m where m.user_id = due.user_id and m.ticket_id = due.ticket_id)
     limit ${AT_ONCE}`,
    bindings
  )
}

/** Everybody at work on a ticket `t`: assignee and collaborators, with the reason of each. */
export const PEOPLE_AT_WORK = `
  select t.assignee_id as user_id, 'assignee' as reason, 1 as rank
    where t.assignee_id is not null and t.assigned_at is not null
  union all
  select c.user_id, 'collaborators', 2 from collaborators c
    where c.ticket_id = t.id and t.assigned_at is not null`

/**
 * Who answers for a department: its active managers (role manager in it, or its named manager); without one, the admins.
 * @param department SQL: the id of the department
 * @param except SQL: the id of somebody who is not asked
 */
export function managersOrAdmins(department: string, except = 'null::int'): string {
  const mayAnswer = (person: string) =>
    `${person}.approved_at is not null and ${person}.deactivated_at is null
      and ${person}.id is distinct from ${except}`
  const managers = `
    from users u join departments d on d.id = ${department}
    where ${mayAnswer('u')} and ${manages('u', 'd')}`
  return `
    select u.id as user_id ${managers}
    union
    select a.id from users a
    where a.role = 'admin' and ${mayAnswer('a')} and not exists (select 1 ${managers})`
}
