import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * One more sum of past months: who decided how much, and how long each decision took. It changes with the approvals of a
 * ticket too. The job writes all months anew for it.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table ticket_sums_by_decision (month date not null, workflow text not null, request_type_id integer not null,
        requesting_department_id integer not null, handling_department_id integer not null, step text not null,
        user_id integer, is_all boolean not null, decided integer not null, approved integer not null,
        rejected integer not null, skipped integer not null, seconds bytea);
      create index ticket_sums_by_decision_month on ticket_sums_by_decision (month);
      comment on column ticket_sums_by_decision.is_all is 'Everybody together, a ticket once.';
      comment on column ticket_sums_by_decision.seconds is 'From due to decided: four bytes (int4send) for each decision.';

      create function note_changed_decision() returns trigger language plpgsql as $$
      begin
        insert into changed_months select date_trunc('month', f.created_at at time zone 'UTC') from ticket_facts f
          where f.ticket_id in (old.ticket_id, new.ticket_id);
        return null;
      end $$;
      create trigger approvals_made after insert or delete on approvals
        for each row execute function note_changed_decision();
      create trigger approvals_changed after update on approvals
        for each row when ((old.step, old.user_id, old.decision, old.due_at, old.decided_at)
          is distinct from (new.step, new.user_id, new.decision, new.due_at, new.decided_at))
        execute function note_changed_decision();

      delete from summed_months;
    `)
  }
}
