import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Tickets with open pins, for the list that is narrowed to them; what happened to deliverables, pins and guests belongs to
 * a kind of its own now (activity_kinds.ts). Built without locking writers out; safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const [name, definition] of Object.entries(INDEXES)) {
      this.schema.raw(`drop index concurrently if exists ${name}_new`)
      this.schema.raw(`create index concurrently ${name}_new on ${definition}`)
      this.schema.raw(`drop index concurrently if exists ${name}`)
      this.schema.raw(`alter index ${name}_new rename to ${name}`)
    }
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}

const IN_TIME = 'created_at desc, id desc'

const INDEXES = {
  tickets_open_pins: 'tickets (id) where open_pins > 0 and deleted_at is null',
  activities_files: `activities (${IN_TIME})
    where action in ('file_removed', 'deliverable_removed', 'preflight_overridden')
    or details -> 'files' is not null or changes @> '[{"field": "files"}]'`,
  activities_other: `activities (${IN_TIME}) where action not in (
    'dept_approved', 'approved', 'rejected', 'step_skipped', 'resubmitted', 'sent_back', 'confirmed',
    'revision_requested', 'rated', 'created', 'updated', 'rescheduled', 'rolled_back', 'deadline_moved',
    'assigned', 'unassigned', 'taken', 'transferred', 'assignee_left', 'collaborator_added',
    'collaborator_removed', 'watcher_added', 'watcher_removed', 'started', 'completed', 'asked_requester',
    'answered', 'held', 'resumed', 'resolved', 'closed', 'reopened', 'withdrawn', 'checked', 'unchecked',
    'commented', 'comment_edited', 'note_written', 'note_edited', 'file_removed', 'delivered',
    'deliverable_removed', 'preflight_overridden', 'pinned', 'pin_answered', 'pin_resolved', 'pin_reopened',
    'proof_decided', 'guest_invited', 'guest_link_ended')`,
}
