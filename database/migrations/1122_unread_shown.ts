import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The badge counts unread notifications that are shown. Those that a person switched off are never read and pile up: in
 * the index before, each page would walk past all of them. Built without locking writers out; safe to run again.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    this.schema.raw('drop index concurrently if exists notifications_unread_shown')
    this.schema
      .raw(`create index concurrently notifications_unread_shown on notifications (user_id, id desc)
      where read_at is null and is_shown`)
    this.schema.raw('drop index concurrently if exists notifications_unread')
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
