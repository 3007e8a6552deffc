import { BaseSchema } from '@adonisjs/lucid/schema'

/** What is added up; the definitions are MEASURES in app/services/reports/measures.ts. */
const MEASURES = `
  total integer not null, assigned integer not null, completed integer not null, assigned_completed integer not null,
  in_progress integer not null, pending integer not null, open integer not null, rejected integer not null,
  quantity integer not null, all_video integer not null, all_image integer not null, assigned_quantity integer not null, output integer not null, video integer not null,
  image integer not null, other integer not null, revised integer not null, revisions integer not null,
  timed integer not null, on_time integer not null, processing_seconds bigint not null, processed integer not null,
  acknowledge_seconds bigint not null, acknowledged integer not null, piece_seconds bigint not null,
  pieces_made integer not null, video_seconds float8 not null, videos_made integer not null,
  image_seconds float8 not null, images_made integer not null, approval_to_done_seconds float8 not null,
  approved_and_done integer not null`

/** What the tickets of one row have in common, in both tables. */
const COMMON = `month date not null, workflow text not null, request_type_id integer not null,
  requesting_department_id integer not null, handling_department_id integer not null`

/**
 * Sums of the tickets of whole past months (UTC, by creation), so that a report over years opens neither their rows nor
 * their facts. A job writes them; whoever changes a fact leaves the month's name in changed_months in the same
 * transaction, and from then on the month is counted from its facts until the job has been there again: a report is
 * exact whenever it is asked, and nobody waits for a sum. Names are only ever added, so no two changes meet in a row.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table summed_months (month date primary key, summed_at timestamptz not null);
      create table changed_months (month date not null);
      create table ticket_sums_by_kind (${COMMON}, priority text not null, has_items boolean not null, product_id integer,
        has_video boolean not null, has_image boolean not null, has_other boolean not null, ${MEASURES});
      create table ticket_sums_by_person (${COMMON}, assignee_id integer, ${MEASURES});
      create index ticket_sums_by_kind_month on ticket_sums_by_kind (month);
      create index ticket_sums_by_person_month on ticket_sums_by_person (month);
      comment on table summed_months is 'Months whose sums were written; up to date where changed_months does not name them.';

      create function note_changed_month() returns trigger language plpgsql as $$
      begin
        if tg_op <> 'INSERT' then
          insert into changed_months values (date_trunc('month', old.created_at at time zone 'UTC'));
        end if;
        if tg_op <> 'DELETE' then
          if tg_op = 'INSERT' or old.created_at <> new.created_at then
            insert into changed_months values (date_trunc('month', new.created_at at time zone 'UTC'));
          end if;
        end if;
        return null;
      end $$;
      create trigger ticket_facts_changed after insert or update or delete on ticket_facts
        for each row execute function note_changed_month();
    `)
  }
}
