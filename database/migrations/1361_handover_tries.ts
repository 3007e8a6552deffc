import { BaseSchema } from '@adonisjs/lucid/schema'

/** A ticket that fails again and again keeps no hand-over open. Only an addition. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table handover_tickets add column tries smallint not null default 0;
      comment on column handover_tickets.tries is 'How often it failed; not how often somebody else held it.';
      comment on column handover_tickets.refusal is
        'Why it is not as it was chosen: the key of a sentence and what it names.';
    `)
  }
}
