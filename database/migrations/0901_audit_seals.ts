import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The audit's chain: each event is sealed with the hash of itself and of the one before it, in the order of commits. The
 * transaction of an event tells when that order is settled.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table audit_events add column transaction xid8 not null default pg_current_xact_id();
      create index audit_events_order on audit_events (transaction, id);

      create table audit_seals (
        position bigint generated always as identity primary key,
        event_id bigint not null unique,
        hash bytea not null,
        sealed_at timestamptz not null
      );
      create trigger audit_seals_append_only before update or delete on audit_seals
        for each row execute function refuse_change();
      create trigger audit_seals_no_truncate before truncate on audit_seals
        for each statement execute function refuse_change();
    `)
  }
}
