import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The audit read newest first, whatever it is narrowed by. Built without locking writers out; safe to run again after a
 * stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const [name, definition] of Object.entries(INDEXES)) {
      this.schema.raw(`drop index concurrently if exists ${name}`)
      this.schema.raw(`create index concurrently ${name} on audit_events ${definition}`)
    }
    this.schema.raw('drop index concurrently if exists audit_events_recent')
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}

const INDEXES = {
  audit_events_newest: '(created_at desc, id desc)',
  audit_events_actor: '(actor_id, created_at desc, id desc)',
  audit_events_subject: '(subject_type, subject_id, created_at desc, id desc)',
  audit_events_action: '(action, created_at desc, id desc)',
  audit_events_label: 'using gin (subject_label gin_trgm_ops)',
}
