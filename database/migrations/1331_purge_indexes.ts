import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A purge finds everything of one ticket, and the foreign keys behind it, without reading whole tables. Built without
 * locking writers out; safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const [name, definition] of Object.entries(INDEXES)) {
      this.schema.raw(`drop index concurrently if exists ${name}`)
      this.schema.raw(`create index concurrently ${name} on ${definition}`)
    }
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}

const INDEXES = {
  attachments_all_of_ticket: 'attachments (ticket_id) where ticket_id is not null',
  attachments_version_of: 'attachments (version_of) where version_of is not null',
  comments_parent: 'comments (parent_id) where parent_id is not null',
  decision_tokens_ticket: 'decision_tokens (ticket_id)',
  deliveries_notification: 'deliveries (notification_id) where notification_id is not null',
  idempotency_keys_ticket: 'idempotency_keys (ticket_id) where ticket_id is not null',
  inbound_mails_ticket: 'inbound_mails (ticket_id) where ticket_id is not null',
  telegram_cards_all_of_ticket: 'telegram_cards (ticket_id)',
}
