import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { noteOccurrences, PEOPLE_AT_WORK } from '#services/deadlines/note_occurrences'

/** As long as somebody was told of a near deadline, an answer that lets the clock go on brings no other one. */
const QUIET = '6 hours'

/**
 * Once a deadline, when a fifth of its working time is left, 30 minutes at least: to assignee and collaborators. Not while
 * the clock stands still. A schedule has no working time: there it is a fifth of all time.
 */
export function noteNearDeadlines(trx: TransactionClientContract): Promise<number> {
  return noteOccurrences(
    trx,
    `select 'deadline:' || t.id || ':' || extract(epoch from t.deadline_at)::bigint as event_key,
       people.user_id, t.id as ticket_id, 'deadline' as kind, people.reason
     from tickets t
     cross join lateral (${PEOPLE_AT_WORK} order by rank) people
     where t.deleted_at is null and not t.is_finished and t.paused_at is null
       and t.deadline_at > :now
       and coalesce(t.deadline_near_at, t.deadline_at - greatest(
         (t.deadline_at - coalesce(t.clock_started_at, t.assigned_at, t.created_at)) * 0.2,
         interval '30 minutes')) <= :now
       and t.deadline_at < :now::timestamptz + interval '400 days'
       and not exists (
         select 1 from notifications n
         where n.ticket_id = t.id and n.user_id = people.user_id and n.kind = 'deadline'
           and n.created_at > :now::timestamptz - interval '${QUIET}')`
  )
}
