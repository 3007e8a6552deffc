import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What is planned within some days, and what it overlaps with: the calendar, and the question whether somebody is taken
 * at that time. Built without locking writers out; safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    this.schema.raw('drop index concurrently if exists tickets_planned')
    this.schema.raw(`create index concurrently tickets_planned on tickets
      using gist (tstzrange(scheduled_start, coalesce(scheduled_end, scheduled_start), '[]'))
      where scheduled_start is not null and deleted_at is null`)
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
