import { BaseSchema } from '@adonisjs/lucid/schema'

const COMMON = `month date not null, workflow text not null, request_type_id integer not null,
  requesting_department_id integer not null, handling_department_id integer not null`

/**
 * The last sums of past months: how long approvals took, and what support promised and kept. The job writes all months
 * anew for them.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table ticket_sums_of_latencies (${COMMON}, department_seconds bytea, creative_seconds bytea);
      create index ticket_sums_of_latencies_month on ticket_sums_of_latencies (month);
      comment on table ticket_sums_of_latencies is 'Seconds of each ticket, four bytes (int4send) for each.';
      create table ticket_sums_of_support (${COMMON}, agent_id integer, answered integer not null,
        answer_timed integer not null, answered_on_time integer not null, answered_late integer not null,
        done integer not null, done_timed integer not null, on_time integer not null, late integer not null,
        open integer not null, reopened integer not null, rated integer not null, total integer not null,
        ever_done integer not null, scores integer not null, answer bytea, resolution bytea);
      create index ticket_sums_of_support_month on ticket_sums_of_support (month);
      comment on column ticket_sums_of_support.answer is 'Seconds from created to answered, four bytes (int4send) for each.';
      delete from summed_months;
    `)
  }
}
