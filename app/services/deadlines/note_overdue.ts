import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import env from '#start/env'
import { isDueAgain } from '#services/deadlines/is_due_again'
import {
  managersOrAdmins,
  noteOccurrences,
  PEOPLE_AT_WORK,
} from '#services/deadlines/note_occurrences'

/**
 * When a deadline passes, and then every six hours between 08 and 20 o'clock where the person is: to assignee,
 * collaborators, requester and handling managers, or the admins where no manager is active. A late ticket whose clock
 * stands still stays late, but reminds nobody.
 */
export function noteOverdue(trx: TransactionClientContract): Promise<number> {
  return noteOccurrences(
    trx,
    `select 'overdue:' || t.id || ':' || extract(epoch from t.deadline_at)::bigint || ':' || late.slot as event_key,
       people.user_id, t.id as ticket_id, 'overdue' as kind, people.reason
     from tickets t
     cross join lateral (
       select floor(extract(epoch from :now::timestamptz - t.deadline_at) / 21600)::int as slot
     ) late
     cross join lateral (
       select distinct on (user_id) user_id, reason from (
         ${PEOPLE_AT_WORK}
         union all select t.requester_id, 'requester', 3
         union all select m.user_id, 'handling_managers', 4
           from (${managersOrAdmins('t.handling_department_id')}) m) one
       order by user_id, rank
     ) people
     where t.deleted_at is null and not t.is_finished and t.paused_at is null and t.deadline_at <= :now
       and ${isDueAgain('overdue', 't.deadline_at')}`,
    { zone: env.get('TIME_ZONE') }
  )
}
