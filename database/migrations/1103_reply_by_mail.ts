import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Comments that came by mail keep what was quoted and signed apart from what was said. One row says how the mailbox is.
 * Only additions: the version before runs on this schema.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table comments add column is_by_mail boolean not null default false;
      alter table comments add column quoted text;
      alter table comments add column signature text;
      alter table comments add column small_print text;

      alter table inbound_mails add column sender text;
      alter table inbound_mails add column detail text;
      alter table inbound_mails add column attempts integer not null default 1;

      create table mailbox (
        id boolean primary key default true check (id),
        read_at timestamptz,
        trouble text,
        trouble_since timestamptz,
        failures integer not null default 0,
        next_try_at timestamptz
      );
    `)
  }
}
