import db from '@adonisjs/lucid/services/db'
import { whereVisible } from '#models/scopes/visible_tickets'
import type User from '#models/user'

const nameOf = (person: string) =>
  `(select coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username::text) from users u where u.id = ${person})`

const COLUMNS = `tickets.id, tickets.title, tickets.workflow, tickets.status, tickets.priority, tickets.criteria,
  tickets.file_format, tickets.pieces, tickets.created_at, tickets.approved_at, tickets.assigned_at, tickets.started_at,
  tickets.confirmed_at, tickets.deadline_at, tickets.response_due_at, tickets.first_response_at, tickets.scheduled_start,
  tickets.scheduled_end, tickets.updated_at, tickets.revision_count as revisions, tickets.reopen_count as reopened,
  tickets.comment_count as comments, tickets.attachment_count as files,
  (select t.name from request_types t where t.id = tickets.request_type_id) as type,
  (select d.name from departments d where d.id = tickets.requesting_department_id) as department,
  (select d.name from departments d where d.id = tickets.handling_department_id) as handling,
  ${nameOf('tickets.requester_id')} as requester,
  case when tickets.assigned_at is not null then ${nameOf('tickets.assignee_id')} end as assignee,
  case when tickets.assigned_at is null then ${nameOf('tickets.assignee_id')} end as proposed,
  (select string_agg(${nameOf('c.user_id')}, ', ') from collaborators c where c.ticket_id = tickets.id) as collaborators,
  coalesce((select p.name from products p where p.id = tickets.product_id),
    (select string_agg(p.name || ' × ' || i.quantity, ', ' order by i.position, i.id) from ticket_items i
      join products p on p.id = i.product_id where i.ticket_id = tickets.id)) as products,
  ${nameOf('tickets.deleted_by')} as deleted_by, tickets.deleted_at, f.video, f.image, f.done_at,
  case when f.is_done and f.deadline_at is not null then f.done_at <= f.deadline_at end as in_time`

/**
 * The tickets of these ids as they are now, as far as this person may see them now, in the order given; in one query.
 * @param inTrash those that lie in the trash, else those that do not
 */
export async function readTicketPiece(
  ids: readonly number[],
  viewer: User,
  inTrash = false
): Promise<any[]> {
  const query = db
    .from('tickets')
    .leftJoin('ticket_facts as f', 'f.ticket_id', 'tickets.id')
    .whereIn('tickets.id', [...ids])
    .whereRaw(`tickets.deleted_at is ${inTrash ? 'not ' : ''}null`)
    .select(db.raw(COLUMNS))
  const rows = await whereVisible(query, viewer)
  const byId = new Map(rows.map((row: any) => [row.id as number, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
