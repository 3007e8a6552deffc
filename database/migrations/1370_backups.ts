import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The list of backups: what was asked for or due, and what came of it. A scheduled one is unique by its occurrence, the
 * local date and time of the schedule, so that no worker and no change of the clock makes it twice.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table backups (
        id integer generated always as identity primary key,
        kind text not null check (kind in ('scheduled', 'asked', 'command')),
        occurrence text unique,
        state text not null default 'waiting'
          check (state in ('waiting', 'running', 'good', 'failed', 'removed')),
        tries integer not null default 0,
        path text,
        host text,
        bytes bigint,
        missing integer not null default 0,
        error jsonb,
        asked_by integer references users (id),
        asked_at timestamptz not null,
        began_at timestamptz,
        ended_at timestamptz,
        checked_at timestamptz
      );
      create index backups_newest on backups (asked_at desc, id desc);
      create index backups_open on backups (id) where state in ('waiting', 'running');
    `)
  }
}
