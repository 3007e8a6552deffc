import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Actor } from '#services/actor'
import clock from '#services/clock'

/** Columns of a ticket that are ids, keys, numbers and times. A new column stays out until somebody says it is no text. */
const FACTS = [
  ['id', 'workflow', 'status', 'status_since', 'priority', 'request_type_id', 'product_id'],
  ['criteria', 'quantity', 'pieces', 'complexity', 'estimated_hours', 'actual_hours'],
  ['requester_id', 'requesting_department_id', 'handling_department_id', 'assignee_id'],
  ['assigned_at', 'deadline_at', 'deadline_hours', 'clock_started_at', 'paused_seconds'],
  ['response_due_at', 'response_hours', 'first_response_at', 'scheduled_start', 'scheduled_end'],
  ['actual_end', 'round', 'brief_version', 'revision_count', 'rollback_count', 'reopen_count'],
  ['department_approved_at', 'approved_at', 'rejected_at', 'started_at', 'completed_at'],
  ['confirmed_at', 'resolved_at', 'closed_at', 'is_finished', 'created_at', 'updated_at'],
  ['deleted_at', 'deleted_by', 'merged_into'],
].flat()

/** Keeps what reports count by, before a ticket goes (shared/metrics: purged later included). Never a text. */
export async function keepFacts(
  trx: TransactionClientContract,
  ticketId: number,
  actor: Actor
): Promise<void> {
  await trx.rawQuery(
    `insert into purged_tickets
       (ticket_id, facts, items, collaborators, times, history, created_at, trashed_at, trashed_by, purged_at, purged_by)
     select t.id,
       (select jsonb_object_agg(e.key, e.value) from jsonb_each(to_jsonb(t)) e where e.key = any(:facts)),
       (select coalesce(jsonb_agg(jsonb_build_object('product_id', i.product_id, 'quantity', i.quantity,
          'criteria', i.criteria) order by i.position, i.id), '[]') from ticket_items i where i.ticket_id = t.id),
       (select coalesce(jsonb_agg(c.user_id order by c.user_id), '[]') from collaborators c where c.ticket_id = t.id),
       coalesce((select to_jsonb(m) from ticket_times m where m.ticket_id = t.id), '{}'),
       coalesce((select jsonb_agg(jsonb_build_object('activity_id', s.activity_id,
          'data', s.data - array['title', 'description', 'files']) order by s.activity_id)
          from ticket_snapshots s where s.ticket_id = t.id), '[]'),
       t.created_at, t.deleted_at, t.deleted_by, :now, :by
     from tickets t where t.id = :ticketId`,
    { ticketId, facts: FACTS, now: clock.now().toJSDate(), by: actor.by?.id ?? null } as Record<
      string,
      any
    >
  )
}
