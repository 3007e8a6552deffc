import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * How often a preview was tried and when it may be tried again; files that came before there were previews are drawn, too.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table attachments
        add column preview_tries smallint not null default 0,
        add column preview_due_at timestamptz;
    `)
    this.schema.raw(`
      update attachments set preview = 'waiting'
      where preview is null and removed_at is null
        and (mime ~ '^(image|video|audio)/' or mime = 'application/pdf')
    `)
  }
}
