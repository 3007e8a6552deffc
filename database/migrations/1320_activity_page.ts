import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The page of everything that happened reads activities in the order of time: all of them, those of one person or of the
 * desk itself, those of the two kinds that are seldom. For who sees few tickets it reads those tickets' activities from
 * their index alone. Built without locking writers out; safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const [name, definition] of Object.entries(INDEXES)) {
      this.schema.raw(`drop index concurrently if exists ${name}_new`)
      this.schema.raw(`create index concurrently ${name}_new on activities ${definition}`)
      this.schema.raw(`drop index concurrently if exists ${name}`)
      this.schema.raw(`alter index ${name}_new rename to ${name}`)
    }
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}

const IN_TIME = 'created_at desc, id desc'

/** `activities_ticket` and `activities_actor` take the place of those before; the two partial ones fit activity_kinds.ts. */
const INDEXES = {
  activities_newest: `(${IN_TIME})`,
  activities_actor: `(actor_id, ${IN_TIME})`,
  activities_desk: `(${IN_TIME}) where actor_id is null`,
  activities_ticket: '(ticket_id, id desc) include (created_at, actor_id, action, is_internal)',
  activities_files: `(${IN_TIME}) where action = 'file_removed' or details -> 'files' is not null
    or changes @> '[{"field": "files"}]'`,
  activities_other: `(${IN_TIME}) where action not in (
    'dept_approved', 'approved', 'rejected', 'step_skipped', 'resubmitted', 'sent_back', 'confirmed',
    'revision_requested', 'rated', 'created', 'updated', 'rescheduled', 'rolled_back', 'deadline_moved',
    'assigned', 'unassigned', 'taken', 'transferred', 'assignee_left', 'collaborator_added',
    'collaborator_removed', 'watcher_added', 'watcher_removed', 'started', 'completed', 'asked_requester',
    'answered', 'held', 'resumed', 'resolved', 'closed', 'reopened', 'withdrawn', 'checked', 'unchecked',
    'commented', 'comment_edited', 'note_written', 'note_edited', 'file_removed')`,
}
