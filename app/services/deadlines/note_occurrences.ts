import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import clock from '#services/clock'
import { firstState } from '#services/deliveries/muted'
import { manages } from '#services/people/manages'

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
  const { rows } = await trx.rawQuery(
    `with due as (${due}),
     told as (
       select distinct on (due.event_key, due.user_id) due.*
       from due join users u on u.id = due.user_id
       where u.deactivated_at is null and u.approved_at is not null
       order by due.event_key, due.user_id
     ), noted as (
       insert into notifications (event_key, user_id, ticket_id, kind, reason, created_at)
       select event_key, user_id, ticket_id, kind, reason, :now from told
       on conflict (event_key, user_id) do nothing
       returning id, event_key, user_id, ticket_id, kind
     )
     insert into deliveries (notification_id, event_key, user_id, channel, kind, ticket_id, state, next_try_at, created_at)
     select n.id, n.event_key, n.user_id, 'email', n.kind, n.ticket_id, :state, :now, :now
     from noted n
     left join notification_preferences p
       on p.user_id = n.user_id and p.event = n.kind and p.channel = 'email'
     where coalesce(p.is_on, true)
     on conflict (event_key, user_id, channel) do nothing
     returning id`,
    { ...bindings, now: clock.now().toJSDate(), state: firstState() } as Record<string, any>
  )
  return rows.length
}

/** Everybody at work on a ticket `t`: assignee and collaborators, with the reason of each. */
export const PEOPLE_AT_WORK = `
  select t.assignee_id as user_id, 'assignee' as reason, 1 as rank
    where t.assignee_id is not null and t.assigned_at is not null
  union all
  select c.user_id, 'collaborators', 2 from collaborators c
    where c.ticket_id = t.id and t.assigned_at is not null`

/** Managers of the handling department of a ticket `t`: role manager in it, or its named manager. */
export const HANDLING_MANAGERS = `
  select u.id as user_id, 'handling_managers' as reason, 4 as rank
  from users u join departments d on d.id = t.handling_department_id
  where ${manages('u', 'd')}`
