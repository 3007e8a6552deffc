import { BaseSchema } from '@adonisjs/lucid/schema'

/** How a browser knows a file again that was chosen anew after its page was loaded again. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table resumable_uploads add column stamp text not null default '';
      comment on column resumable_uploads.stamp is
        'The browser''s own mark of the file (when it was changed, its size, its name); compared by the browser alone.';
    `)
  }
}
