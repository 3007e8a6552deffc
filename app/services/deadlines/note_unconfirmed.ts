import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { managersOrAdmins, noteOccurrences } from '#services/deadlines/note_occurrences'

/**
 * Completed work without the requester's word: to him after three and after seven days. While his account is not active
 * the managers of his department, or the admins where it has none, speak for him and are reminded. What was completed
 * long ago is not looked at again each minute.
 */
export function noteUnconfirmed(trx: TransactionClientContract): Promise<number> {
  return noteOccurrences(
    trx,
    `select 'unconfirmed:' || t.id || ':' || extract(epoch from t.completed_at)::bigint || ':' ||
         case when t.completed_at <= :now::timestamptz - interval '7 days' then 7 else 3 end as event_key,
       people.user_id, t.id as ticket_id, 'unconfirmed' as kind, people.reason
     from tickets t
     join users asker on asker.id = t.requester_id
     cross join lateral (
       select asker.id as user_id, 'requester' as reason
         where asker.deactivated_at is null
       union all
       select m.user_id, 'requesting_managers'
         from (${managersOrAdmins('t.requesting_department_id')}) m
         where asker.deactivated_at is not null
     ) people
     where t.deleted_at is null and t.status = 'completed' and t.confirmed_at is null
       and t.completed_at <= :now::timestamptz - interval '3 days'
       and t.completed_at > :now::timestamptz - interval '30 days'`
  )
}
