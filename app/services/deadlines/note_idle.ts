import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { noteOccurrences } from '#services/deadlines/note_occurrences'

/** Work in progress that nobody touched for a day: to the assignee, once for each such day. */
export function noteIdle(trx: TransactionClientContract): Promise<number> {
  return noteOccurrences(
    trx,
    `select 'idle:' || t.id || ':' || extract(epoch from t.updated_at)::bigint || ':'
         || floor(extract(epoch from :now::timestamptz - t.updated_at) / 86400)::int as event_key,
       t.assignee_id as user_id, t.id as ticket_id, 'idle' as kind, 'assignee' as reason
     from tickets t
     where t.deleted_at is null and t.status = 'in_progress'
       and t.assignee_id is not null and t.assigned_at is not null
       and t.updated_at <= :now::timestamptz - interval '1 day'`
  )
}
