import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Open work on its way from somebody who leaves to somebody else: what was chosen, and how far it came, so that neither a
 * crash nor five hundred tickets leave anything half done. Only an addition: the version before runs on this schema.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table handovers (
        id serial primary key,
        subject_type text not null check (subject_type in ('user', 'department')),
        subject_id integer not null,
        why text not null check (why in ('deactivated', 'moved', 'closed')),
        name text not null,
        actor_id integer not null references users (id),
        choices jsonb not null,
        created_at timestamptz not null,
        finished_at timestamptz
      );
      comment on table handovers is 'Open work that was handed over when somebody left or a department closed.';
      comment on column handovers.choices is 'By handling department (d12): a person, queue or stay; or the department that takes over.';
      create index handovers_subject on handovers (subject_type, subject_id, id desc);
      create index handovers_unfinished on handovers (id) where finished_at is null;

      create table handover_tickets (
        handover_id integer not null references handovers (id) on delete cascade,
        ticket_id integer not null references tickets (id) on delete cascade,
        state text not null default 'waiting' check (state in ('waiting', 'given', 'returned', 'stays', 'refused', 'gone')),
        choice text not null,
        refusal jsonb,
        primary key (handover_id, ticket_id)
      );
      comment on column handover_tickets.refusal is 'The rule that said no: its key and what its sentence names.';
      create index handover_tickets_waiting on handover_tickets (ticket_id) where state = 'waiting';
    `)
  }
}
