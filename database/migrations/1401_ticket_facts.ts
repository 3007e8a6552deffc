import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a row of facts is made of, in the order of the table. */
const FACTS = `ticket_id, workflow, status, is_done, is_open, priority, request_type_id, product_id, has_items,
  requester_id, requesting_department_id, handling_department_id, assignee_id, is_assigned, quantity, video, image,
  revision_count, reopen_count, created_at, assigned_at, approved_at, started_at, done_at, ended_at, deadline_at,
  response_due_at, first_response_at, processing_seconds, acknowledge_seconds, cycle_seconds, department_seconds,
  creative_seconds, score, deleted_at`

/**
 * What reports count by (shared/metrics), one narrow row a ticket, kept by triggers in the transaction of every change: a
 * report over a million tickets never opens their wide rows, and no way of changing one can forget its figures. A row
 * stays after a purge: it holds ids, keys, numbers and times, never a text. The rows of older tickets come with 1402.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table ticket_facts (
        ticket_id integer primary key,
        workflow text not null,
        status text not null,
        is_done boolean not null,
        is_open boolean not null,
        priority text not null,
        request_type_id integer not null,
        product_id integer,
        has_items boolean not null,
        requester_id integer not null,
        requesting_department_id integer not null,
        handling_department_id integer not null,
        assignee_id integer,
        is_assigned boolean not null,
        quantity integer not null,
        video integer not null,
        image integer not null,
        revision_count integer not null,
        reopen_count integer not null,
        created_at timestamptz not null,
        assigned_at timestamptz,
        approved_at timestamptz,
        started_at timestamptz,
        done_at timestamptz,
        ended_at timestamptz,
        deadline_at timestamptz,
        response_due_at timestamptz,
        first_response_at timestamptz,
        processing_seconds bigint,
        acknowledge_seconds bigint,
        cycle_seconds bigint,
        department_seconds bigint,
        creative_seconds bigint,
        score integer,
        deleted_at timestamptz,
        purged_at timestamptz
      );
      comment on table ticket_facts is 'One row a ticket for reports, kept by triggers; the view ticket_facts_now says from what.';
      comment on column ticket_facts.is_done is 'Completed, resolved or closed: C in the definitions of the metrics.';
      comment on column ticket_facts.is_open is 'Not finished: neither done nor rejected.';
      comment on column ticket_facts.quantity is 'Pieces of creative work; 0 for none. What is neither video nor image is other.';
      comment on column ticket_facts.ended_at is 'Since when it is finished, whatever the end.';

      create view ticket_facts_now as
      select t.id as ticket_id, t.workflow, t.status,
        t.status in ('completed', 'resolved', 'closed') as is_done,
        not t.is_finished as is_open,
        t.priority, t.request_type_id, t.product_id, i.quantity is not null as has_items,
        t.requester_id, t.requesting_department_id, t.handling_department_id, t.assignee_id,
        t.assigned_at is not null as is_assigned,
        case when t.workflow = 'creative' then coalesce(i.quantity, t.quantity, 0) else 0 end as quantity,
        case when t.workflow = 'creative' then
          coalesce(case when i.quantity is not null then i.video when t.criteria = 'video' then t.quantity end, 0) else 0 end as video,
        case when t.workflow = 'creative' then
          coalesce(case when i.quantity is not null then i.image when t.criteria = 'image' then t.quantity end, 0) else 0 end as image,
        t.revision_count, t.reopen_count, t.created_at, t.assigned_at, t.approved_at, t.started_at,
        case t.status when 'completed' then coalesce(t.completed_at, t.status_since)
          when 'resolved' then coalesce(t.resolved_at, t.status_since)
          when 'closed' then coalesce(t.resolved_at, t.closed_at, t.status_since) end as done_at,
        case t.status when 'completed' then coalesce(t.completed_at, t.status_since)
          when 'rejected' then coalesce(t.rejected_at, t.status_since)
          when 'resolved' then coalesce(t.resolved_at, t.status_since)
          when 'closed' then coalesce(t.resolved_at, t.closed_at, t.status_since) end as ended_at,
        t.deadline_at, t.response_due_at, t.first_response_at,
        m.processing_seconds, m.acknowledge_seconds, m.cycle_seconds, m.department_seconds, m.creative_seconds,
        r.score, t.deleted_at
      from tickets t
      left join ticket_times m on m.ticket_id = t.id
      left join ratings r on r.ticket_id = t.id
      left join lateral (
        select sum(i.quantity)::integer as quantity,
          coalesce(sum(i.quantity) filter (where i.criteria = 'video'), 0)::integer as video,
          coalesce(sum(i.quantity) filter (where i.criteria = 'image'), 0)::integer as image
        from ticket_items i where i.ticket_id = t.id) i on true;
    `)
    this.schema.raw(`
      create function keep_ticket_facts() returns trigger language plpgsql as $$
      declare
        ticket integer;
      begin
        if tg_table_name = 'tickets' then
          ticket := coalesce(new.id, old.id);
        else
          ticket := coalesce(new.ticket_id, old.ticket_id);
        end if;
        if tg_table_name = 'tickets' and tg_op = 'DELETE' then
          update ticket_facts set purged_at = now() where ticket_id = ticket;
          return null;
        end if;
        insert into ticket_facts as f (${FACTS})
        select ${FACTS} from ticket_facts_now where ticket_id = ticket
        on conflict (ticket_id) do update set (${FACTS}) =
          (${FACTS.replace(/\w+/g, 'excluded.$&')});
        return null;
      end $$;

      create trigger tickets_facts_made after insert or delete on tickets
        for each row execute function keep_ticket_facts();
      create trigger tickets_facts_kept after update of workflow, status, status_since, priority, request_type_id,
          product_id, quantity, criteria, requester_id, requesting_department_id, handling_department_id, assignee_id,
          assigned_at, revision_count, reopen_count, approved_at, started_at, completed_at, rejected_at, resolved_at,
          closed_at, deadline_at, response_due_at, first_response_at, deleted_at on tickets
        for each row execute function keep_ticket_facts();
      create trigger ticket_items_facts after insert or update or delete on ticket_items
        for each row execute function keep_ticket_facts();
      create trigger ticket_times_facts after insert or update on ticket_times
        for each row execute function keep_ticket_facts();
      create trigger ratings_facts after insert or update of score on ratings
        for each row execute function keep_ticket_facts();
    `)
  }
}
