import { BaseSchema } from '@adonisjs/lucid/schema'

/** A ticket's page asks which tickets were merged into it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create index tickets_merged on tickets (merged_into) where merged_into is not null;
    `)
  }
}
