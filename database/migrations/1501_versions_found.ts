import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A deliverable's versions in their order, each number once; uploads that wait for their preview; the checks of the
 * migration before, looked at without locking writers out. Safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const name of ['attachments_version', 'attachments_preview_waiting']) {
      this.schema.raw(`drop index concurrently if exists ${name}`)
    }
    this.schema.raw(
      'create unique index concurrently attachments_version on attachments (deliverable_id, version) where deliverable_id is not null'
    )
    this.schema.raw(
      `create index concurrently attachments_preview_waiting on attachments (id) where preview = 'waiting'`
    )
    for (const name of ['deliverable', 'overridden_by', 'preview']) {
      this.schema.raw(`alter table attachments validate constraint attachments_${name}`)
    }
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
