import { BaseSchema } from '@adonisjs/lucid/schema'

/** What claiming, holding back and joining deliveries look for. Built without locking writers out; safe to run again. */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const [name, definition] of Object.entries(INDEXES)) {
      this.schema.raw(`drop index concurrently if exists ${name}`)
      this.schema.raw(`create index concurrently ${name} on deliveries ${definition}`)
    }
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}

const OPEN = `state in ('waiting', 'sending')`

const INDEXES = {
  deliveries_open_ticket: `(ticket_id, user_id, channel, id) where ticket_id is not null and ${OPEN}`,
  deliveries_open_person: `(user_id, channel, id) where ${OPEN}`,
  deliveries_parts: '(joined_into) where joined_into is not null',
}
