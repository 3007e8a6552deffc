import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What the dashboard counts by, with all that the rule of visibility reads, so that counting never opens the wide rows.
 * Built without locking writers out; safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    this.schema.raw('drop index concurrently if exists tickets_counts')
    this.schema.raw(`
      create index concurrently tickets_counts on tickets (status, priority, is_finished, deadline_at)
        include (id, requester_id, assignee_id, requesting_department_id, handling_department_id, workflow)
        where deleted_at is null`)
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
