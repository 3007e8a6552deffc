import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a ticket's checklist still asks for, counted on the ticket: lists, cards and the lock answer "may this be
 * completed" without another question. Only an addition: the version before runs on this schema.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table tickets add column checklist_left integer not null default 0;
      comment on column tickets.checklist_left is
        'Items that must be done before completing and are not; kept in the transaction that ticks one.';
    `)
  }
}
