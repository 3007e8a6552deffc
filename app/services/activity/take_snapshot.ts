import type { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Keeps the full brief and people as they are after an activity, in one statement. */
export async function takeSnapshot(
  trx: TransactionClientContract,
  ticketId: number,
  activityId: number,
  at: DateTime
): Promise<void> {
  await trx.rawQuery(
    `insert into ticket_snapshots (activity_id, ticket_id, created_at, data)
     select :activityId, t.id, :at, jsonb_build_object(
       'status', t.status, 'priority', t.priority, 'title', t.title, 'description', t.description,
       'request_type_id', t.request_type_id, 'product_id', t.product_id, 'quantity', t.quantity,
       'criteria', t.criteria, 'file_format', t.file_format, 'scheduled_start', t.scheduled_start,
       'scheduled_end', t.scheduled_end, 'brief_version', t.brief_version, 'round', t.round,
       'requesting_department_id', t.requesting_department_id,
       'handling_department_id', t.handling_department_id, 'assignee_id', t.assignee_id, 'assigned_at', t.assigned_at, 'deadline_at', t.deadline_at,
       'clock_started_at', t.clock_started_at, 'actual_end', t.actual_end, 'confirmed_at', t.confirmed_at, 'resolved_at', t.resolved_at,
       'response_due_at', t.response_due_at, 'first_response_at', t.first_response_at,
       'items', (select coalesce(jsonb_agg(jsonb_build_object('product_id', i.product_id, 'quantity', i.quantity,
          'criteria', i.criteria) order by i.position, i.id), '[]') from ticket_items i where i.ticket_id = t.id),
       'collaborators', (select coalesce(jsonb_agg(c.user_id order by c.user_id), '[]')
          from collaborators c where c.ticket_id = t.id),
       'files', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'sha256', a.sha256)
          order by a.id), '[]') from attachments a
          where a.ticket_id = t.id and a.kind = 'brief' and a.removed_at is null))
     from tickets t where t.id = :ticketId`,
    { ticketId, activityId, at: at.toJSDate() }
  )
}
