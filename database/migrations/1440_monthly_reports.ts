import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Frozen months (shared/metrics): the facts of the tickets that were made in a month, as they stood at its end. They only
 * ever grow, hold ids, keys, numbers and times, never a text that somebody wrote, and outlive a purge, as ticket_facts do.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table monthly_facts (
        month date not null,
        like ticket_facts,
        helpers integer[] not null default '{}',
        primary key (ticket_id)
      );
      create index monthly_facts_month on monthly_facts (month);
      comment on table monthly_facts is
        'ticket_facts as they stood when a month ended; a ticket belongs to the one month it was made in.';
      create table monthly_items (
        ticket_id integer not null,
        product_id integer not null,
        quantity integer not null,
        criteria text,
        primary key (ticket_id, product_id)
      );
      create table monthly_reports (
        month date primary key,
        zone text not null,
        ends_at timestamptz not null,
        frozen_at timestamptz not null,
        tickets integer not null,
        differences integer not null,
        figures jsonb not null,
        names jsonb not null
      );
      comment on table monthly_reports is 'One row a month, whoever froze it first; the figures of all tickets as JSON.';
      comment on column monthly_reports.differences is
        'Tickets whose history gave something else than their facts when the month was frozen (reports:check names them).';
      comment on column monthly_reports.names is 'Names of products, departments, types and people as they were.';
    `)
    for (const table of ['monthly_facts', 'monthly_items', 'monthly_reports']) {
      this.schema.raw(`
        create trigger ${table}_append_only before update or delete on ${table}
          for each row execute function refuse_change();
        create trigger ${table}_no_truncate before truncate on ${table}
          for each statement execute function refuse_change();
      `)
    }
    this.schema.raw(`
      alter table purged_tickets add column history jsonb not null default '[]';
      comment on column purged_tickets.history is
        'Its snapshots without a text, so that what was counted of a month can be counted again.';
    `)
    // Who resolves at once was not at work: that is no length of nought (shared/metrics).
    this.schema.raw(`
      update ticket_times set processing_seconds = null
      where processing_seconds = 0 and first_started_at is null
    `)
  }
}
