import { BaseSchema } from '@adonisjs/lucid/schema'

/** What reports are narrowed by. */
const NARROWED = 'workflow, request_type_id, requesting_department_id, handling_department_id'

/**
 * When tickets came and ended with what reports are narrowed by beside it: trends over years are counted from these
 * indexes alone. They take the place of two that held the moment only. Safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const [old, name, columns] of [
      ['created', 'came', `(created_at) include (deleted_at, ${NARROWED})`],
      [
        'ended',
        'went',
        `(ended_at) include (deleted_at, is_done, ${NARROWED}) where ended_at is not null`,
      ],
    ]) {
      this.schema.raw(`drop index concurrently if exists ticket_facts_${name}`)
      this.schema.raw(`create index concurrently ticket_facts_${name} on ticket_facts ${columns}`)
      this.schema.raw(`drop index concurrently if exists ticket_facts_${old}`)
    }
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
