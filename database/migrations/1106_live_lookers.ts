import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Who has which ticket open right now. Unlogged: after a crash of the database nobody looks, and the browsers say it
 * anew. No foreign keys: rows live for a minute at most after their stream.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create unlogged table live_lookers (
        session_id integer not null,
        stream text not null,
        ticket_id integer not null,
        user_id integer not null,
        since timestamptz not null default now(),
        seen_at timestamptz not null default now(),
        primary key (session_id, stream, ticket_id)
      );
      create index live_lookers_ticket on live_lookers (ticket_id);
      create index live_lookers_stream on live_lookers (stream);
    `)
  }
}
