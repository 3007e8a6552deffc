import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a row of facts is made of, in the order of the table (migration 1401). */
const FACTS = `ticket_id, workflow, status, is_done, is_open, priority, request_type_id, product_id, has_items,
  requester_id, requesting_department_id, handling_department_id, assignee_id, is_assigned, quantity, video, image,
  revision_count, reopen_count, created_at, assigned_at, approved_at, started_at, done_at, ended_at, deadline_at,
  response_due_at, first_response_at, processing_seconds, acknowledge_seconds, cycle_seconds, department_seconds,
  creative_seconds, score, deleted_at`

/**
 * Whoever changes a part of a ticket waits for whoever changes the ticket itself before its facts are written: two that
 * held no lock in common each wrote them without what the other had changed.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create or replace function keep_ticket_facts() returns trigger language plpgsql as $$
      declare
        ticket integer;
      begin
        if tg_table_name = 'tickets' then
          ticket := coalesce(new.id, old.id);
        else
          ticket := coalesce(new.ticket_id, old.ticket_id);
          perform 1 from tickets where id = ticket for no key update;
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
    `)
  }
}
