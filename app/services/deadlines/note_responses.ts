import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import env from '#start/env'
import { isDueAgain } from '#services/deadlines/is_due_again'
import { managersOrAdmins, noteOccurrences } from '#services/deadlines/note_occurrences'

const MANAGERS = managersOrAdmins('t.handling_department_id', 't.requester_id')
const IS_ASSIGNED = 't.assignee_id is not null and t.assigned_at is not null'
const UNANSWERED = 't.deleted_at is null and t.first_response_at is null and not t.is_finished'

/**
 * Once a ticket, when a fifth of the time to its first answer is left: to the assignee, else to the managers of the
 * department. That clock does not stand still. Never to who asked.
 */
export function noteNearResponses(trx: TransactionClientContract): Promise<number> {
  return noteOccurrences(
    trx,
    `select 'response_near:' || t.id || ':' || extract(epoch from t.response_due_at)::bigint as event_key,
       people.user_id, t.id as ticket_id, 'response_near' as kind, people.reason
     from tickets t
     cross join lateral (
       select t.assignee_id as user_id, 'assignee' as reason
         where ${IS_ASSIGNED} and t.assignee_id <> t.requester_id
       union all
       select m.user_id, 'queue' from (${MANAGERS}) m where not (${IS_ASSIGNED})
     ) people
     where ${UNANSWERED} and t.response_due_at > :now and t.response_near_at <= :now`
  )
}

/**
 * When the time to the first answer is over, and then every six hours between 08 and 20 o'clock where the person is: to
 * the assignee and the managers of the department, or the admins where no manager is active. Never to who asked.
 */
export function noteLateResponses(trx: TransactionClientContract): Promise<number> {
  return noteOccurrences(
    trx,
    `select 'response_overdue:' || t.id || ':' || extract(epoch from t.response_due_at)::bigint || ':' || late.slot as event_key,
       people.user_id, t.id as ticket_id, 'response_overdue' as kind, people.reason
     from tickets t
     cross join lateral (
       select floor(extract(epoch from :now::timestamptz - t.response_due_at) / 21600)::int as slot
     ) late
     cross join lateral (
       select distinct on (user_id) user_id, reason from (
         select t.assignee_id as user_id, 'assignee' as reason, 1 as rank
           where ${IS_ASSIGNED} and t.assignee_id <> t.requester_id
         union all
         select m.user_id, 'handling_managers', 2 from (${MANAGERS}) m) one
       order by user_id, rank
     ) people
     where ${UNANSWERED} and t.response_due_at <= :now
       and ${isDueAgain('response_overdue', 't.response_due_at')}`,
    { zone: env.get('TIME_ZONE') }
  )
}
