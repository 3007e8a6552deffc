import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What was resolved on which day, also since it was closed: the line of the dashboard. Built without locking writers out;
 * safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    this.schema.raw('drop index concurrently if exists tickets_resolved_days')
    this.schema.raw(`
      create index concurrently tickets_resolved_days on tickets (resolved_at)
        where deleted_at is null and resolved_at is not null`)
  }
}
