import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Which message of the bot somebody replied to. Built without locking writers out; safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    this.schema.raw('drop index concurrently if exists deliveries_telegram_message')
    this.schema.raw(`
      create index concurrently deliveries_telegram_message on deliveries (message_id)
        where channel = 'telegram' and state = 'sent'`)
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
