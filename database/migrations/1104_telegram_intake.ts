import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Updates of the bot are kept before they are handled, so that none is lost with a process and each is handled once; what
 * stood in them goes when they have been handled. Notes are short sentences of the bot that a change of the desk asked
 * for.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table telegram_updates add column chat_id text;
      alter table telegram_updates add column body jsonb;
      alter table telegram_updates add column tries smallint not null default 0;
      alter table telegram_updates add column next_try_at timestamptz;
      alter table telegram_updates add column handled_at timestamptz;
      update telegram_updates set handled_at = received_at;
      create index telegram_updates_waiting on telegram_updates (chat_id, update_id) where handled_at is null;
      create index telegram_updates_received on telegram_updates (received_at);

      create table telegram_notes (
        id bigint generated always as identity primary key,
        chat_id text not null,
        note text not null,
        details jsonb not null default '{}',
        locale text not null,
        tries smallint not null default 0,
        next_try_at timestamptz not null,
        created_at timestamptz not null
      );
    `)
  }
}
