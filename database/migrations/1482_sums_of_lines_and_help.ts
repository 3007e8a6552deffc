import { BaseSchema } from '@adonisjs/lucid/schema'

const COMMON = `month date not null, workflow text not null, request_type_id integer not null,
  requesting_department_id integer not null, handling_department_id integer not null`

/**
 * Two more sums of past months: of the lines of tickets by product, brand and category, and of whom people helped. They
 * change with the helpers of a ticket and with the brand or category of a product too.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table ticket_sums_by_line (${COMMON}, set text not null, key text, total integer not null,
        completed integer not null, in_progress integer not null, quantity integer not null, output integer not null,
        video integer not null, image integer not null, other integer not null, all_video integer not null,
        all_image integer not null, revisions integer not null, processing_seconds bigint not null,
        processed integer not null);
      create table ticket_sums_by_helper (${COMMON}, user_id integer, count integer not null, quantity integer not null);
      create index ticket_sums_by_line_month on ticket_sums_by_line (month);
      create index ticket_sums_by_helper_month on ticket_sums_by_helper (month);
      comment on column ticket_sums_by_helper.user_id is 'Nobody: all who help, a ticket once.';

      create function note_changed_help() returns trigger language plpgsql as $$
      begin
        insert into changed_months select date_trunc('month', f.created_at at time zone 'UTC') from ticket_facts f
          where f.ticket_id in (old.ticket_id, new.ticket_id);
        return null;
      end $$;
      create trigger collaborators_changed after insert or update or delete on collaborators
        for each row execute function note_changed_help();

      create function note_changed_products() returns trigger language plpgsql as $$
      begin
        insert into changed_months select m from generate_series(
          (select date_trunc('month', min(created_at) at time zone 'UTC') from ticket_facts),
          now() at time zone 'UTC', '1 month') m;
        return null;
      end $$;
      create trigger products_changed after update of brand, category on products
        for each row when (old.brand is distinct from new.brand or old.category is distinct from new.category)
        execute function note_changed_products();

      delete from summed_months;
    `)
  }
}
