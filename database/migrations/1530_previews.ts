import { BaseSchema } from '@adonisjs/lucid/schema'

/** How often a preview was tried, and when it may be tried again. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table attachments
        add column preview_tries smallint not null default 0,
        add column preview_due_at timestamptz
    `)
  }
}
