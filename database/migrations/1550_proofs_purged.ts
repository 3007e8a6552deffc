import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * A purge finds what stands behind the versions, pins and guests of one ticket without reading whole tables, and so does
 * the sweep of uploads that nothing took. Built without locking writers out; safe to run again after a stop.
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
  deliverables_current: 'deliverables (current_id) where current_id is not null',
  guest_messages_guest: 'guest_messages (guest_id) where guest_id is not null',
  guest_messages_to_guest: 'guest_messages (to_guest_id) where to_guest_id is not null',
  pin_comments_guest: 'pin_comments (guest_id) where guest_id is not null',
  pins_guest: 'pins (guest_id) where guest_id is not null',
  pins_resolved_by_guest: 'pins (resolved_by_guest) where resolved_by_guest is not null',
  pins_resolved_on: 'pins (resolved_on) where resolved_on is not null',
  proof_decisions_attachment: 'proof_decisions (attachment_id)',
  proof_decisions_guest: 'proof_decisions (guest_id) where guest_id is not null',
}
