import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { noteOccurrences, PEOPLE_AT_WORK } from '#services/deadlines/note_occurrences'

/** Once a deadline, when 20 % of its time is left, 30 minutes at least: to assignee and collaborators. */
export function noteNearDeadlines(trx: TransactionClientContract): Promise<number> {
  return noteOccurrences(
    trx,
    `select 'deadline:' || t.id || ':' || extract(epoch from t.deadline_at)::bigint as event_key,
       people.user_id, t.id as ticket_id, 'deadline' as kind, people.reason
     from tickets t
     cross join lateral (${PEOPLE_AT_WORK} order by rank) people
     where t.deleted_at is null and not t.is_finished
       and t.deadline_at > :now
       and t.deadline_at - greatest(
         (t.deadline_at - coalesce(t.clock_started_at, t.assigned_at, t.created_at)) * 0.2,
         interval '30 minutes') <= :now
       and t.deadline_at < :now::timestamptz + interval '70 days'`
  )
}
