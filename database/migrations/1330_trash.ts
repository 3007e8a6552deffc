import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a purge leaves: the facts that reports count by, and a list of the files that still have to go. The list is written
 * in the transaction of the purge, so that a process that dies right after it leaves nothing behind.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table purged_tickets (
        ticket_id integer primary key,
        facts jsonb not null,
        items jsonb not null default '[]',
        collaborators jsonb not null default '[]',
        times jsonb not null default '{}',
        created_at timestamptz not null,
        trashed_at timestamptz not null,
        trashed_by integer references users (id),
        purged_at timestamptz not null,
        purged_by integer references users (id)
      );
      comment on table purged_tickets is
        'Ids, keys, numbers and times of purged tickets for reports; never a text that somebody wrote.';
      comment on column purged_tickets.facts is
        'Columns of the ticket by name: jsonb_populate_record(null::tickets, facts) is its row.';
      comment on column purged_tickets.purged_by is 'Null: what lay in the trash too long.';
      create index purged_tickets_created on purged_tickets (created_at);
      create trigger purged_tickets_append_only before update or delete on purged_tickets
        for each row execute function refuse_change();

      create table purged_files (
        id bigint generated always as identity primary key,
        kind text not null check (kind in ('blob', 'mail')),
        key text not null,
        next_try_at timestamptz not null,
        tries integer not null default 0
      );
      comment on table purged_files is
        'Files of purged tickets that the worker still has to remove: blobs by their drive key, mails on file by name.';
    `)
  }
}
