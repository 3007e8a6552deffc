import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Ratings are counted from an index of their own; the two that held how long approvals took in order have nothing to do
 * any more. Safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    this.schema.raw('drop index concurrently if exists ticket_facts_rated')
    this.schema.raw(
      `create index concurrently ticket_facts_rated on ticket_facts (created_at) include (score, deleted_at, workflow,
         request_type_id, requesting_department_id, handling_department_id) where score is not null`
    )
    for (const step of ['department', 'creative']) {
      this.schema.raw(`drop index concurrently if exists ticket_facts_${step}_seconds`)
    }
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
