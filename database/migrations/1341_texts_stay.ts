import { BaseSchema } from '@adonisjs/lucid/schema'

/** A purge takes texts and snapshots of its ticket; nobody empties the tables. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create trigger activity_texts_no_truncate before truncate on activity_texts
        for each statement execute function refuse_change();
      create trigger ticket_snapshots_no_truncate before truncate on ticket_snapshots
        for each statement execute function refuse_change();
    `)
  }
}
