import { BaseSchema } from '@adonisjs/lucid/schema'

/** The columns of a row of facts, in the order of the table. */
const FACTS = `ticket_id, workflow, status, is_done, is_open, priority, request_type_id, product_id, has_items,
  requester_id, requesting_department_id, handling_department_id, assignee_id, is_assigned, quantity, video, image,
  revision_count, reopen_count, created_at, assigned_at, approved_at, started_at, done_at, ended_at, deadline_at,
  response_due_at, first_response_at, processing_seconds, acknowledge_seconds, cycle_seconds, department_seconds,
  creative_seconds, score, deleted_at`

/** Tickets in one go: whoever changes one of them meanwhile waits so long, and no longer than it is worked on. */
const AT_ONCE = 2000

const INDEXES = {
  ticket_facts_created: '(created_at)',
  ticket_facts_requesting: '(requesting_department_id, created_at)',
  ticket_facts_handling: '(handling_department_id, created_at)',
  ticket_facts_assignee: '(assignee_id, created_at) where assignee_id is not null',
  ticket_facts_requester: '(requester_id, created_at)',
  ticket_facts_done: '(done_at) where done_at is not null',
  ticket_facts_ended: '(ended_at) where ended_at is not null',
  ticket_facts_open: '(assignee_id, deadline_at) where is_open and deleted_at is null',
}

/**
 * The facts of tickets that were there before. Their triggers are at work since 1401 was committed, and a row that one of
 * them wrote is the newer one: no change in between is lost. Written and indexed without locking writers out, a few
 * tickets at a time; safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    this.schema.raw(`
      do $$
      declare
        last integer := (select max(id) from tickets);
        first integer := (select min(id) from tickets);
      begin
        while first <= last loop
          insert into ticket_facts (${FACTS}) select ${FACTS} from ticket_facts_now
            where ticket_id >= first and ticket_id < first + ${AT_ONCE}
            on conflict (ticket_id) do nothing;
          commit;
          first := first + ${AT_ONCE};
        end loop;
      end $$
    `)
    this.schema.raw(`
      insert into ticket_facts (${FACTS}, purged_at)
      select p.ticket_id, f.workflow, f.status, f.status in ('completed', 'resolved', 'closed'), not f.is_finished,
        f.priority, f.request_type_id, f.product_id, i.quantity is not null, f.requester_id, f.requesting_department_id,
        f.handling_department_id, f.assignee_id, f.assigned_at is not null,
        case when f.workflow = 'creative' then coalesce(i.quantity, f.quantity, 0) else 0 end,
        case when f.workflow = 'creative' then
          coalesce(case when i.quantity is not null then i.video when f.criteria = 'video' then f.quantity end, 0) else 0 end,
        case when f.workflow = 'creative' then
          coalesce(case when i.quantity is not null then i.image when f.criteria = 'image' then f.quantity end, 0) else 0 end,
        f.revision_count, f.reopen_count, p.created_at, f.assigned_at, f.approved_at, f.started_at,
        case f.status when 'completed' then f.completed_at when 'resolved' then f.resolved_at
          when 'closed' then coalesce(f.resolved_at, f.closed_at) end,
        case f.status when 'completed' then f.completed_at when 'rejected' then f.rejected_at
          when 'resolved' then f.resolved_at when 'closed' then coalesce(f.resolved_at, f.closed_at) end,
        f.deadline_at, f.response_due_at, f.first_response_at,
        (p.times ->> 'processing_seconds')::bigint, (p.times ->> 'acknowledge_seconds')::bigint,
        (p.times ->> 'cycle_seconds')::bigint, (p.times ->> 'department_seconds')::bigint,
        (p.times ->> 'creative_seconds')::bigint, null, p.trashed_at, p.purged_at
      from purged_tickets p
      cross join lateral jsonb_populate_record(null::tickets, p.facts) f
      left join lateral (
        select sum(i.quantity)::integer as quantity,
          coalesce(sum(i.quantity) filter (where i.criteria = 'video'), 0)::integer as video,
          coalesce(sum(i.quantity) filter (where i.criteria = 'image'), 0)::integer as image
        from jsonb_to_recordset(p.items) as i (quantity integer, criteria text)) i on true
      on conflict (ticket_id) do nothing;
    `)
    for (const [name, definition] of Object.entries(INDEXES)) {
      this.schema.raw(`drop index concurrently if exists ${name}`)
      this.schema.raw(`create index concurrently ${name} on ticket_facts ${definition}`)
    }
    this.schema.raw('analyze ticket_facts')
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
