import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What the sending of Telegram messages has to remember: how often a card changed (a rewrite that saw an older state does
 * not settle it), what it shows, and when each chat may get its next message.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table telegram_cards add column changes integer not null default 0;
      alter table telegram_cards add column shows text not null default '';
      create table telegram_pace (
        chat_id text primary key,
        next_at timestamptz not null
      );
    `)
  }
}
