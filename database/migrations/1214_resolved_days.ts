import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What was resolved on which day, also since it was closed: the line of the dashboard. And what the planner has to know to
 * choose how to read a list: workflow, status, department and type say nearly the same, so that their shares may not be
 * multiplied (it took 20,000 tickets for 1,400). Built without locking writers out; safe to run again after a stop.
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
    this.schema.raw(`
      create statistics if not exists tickets_desk (mcv, dependencies)
        on workflow, status, handling_department_id, request_type_id from tickets`)
    this.schema.raw('analyze tickets')
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
