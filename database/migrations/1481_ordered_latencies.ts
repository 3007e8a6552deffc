import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * How long approvals took, in order: the middle of a million is found by walking there instead of sorting them, with what
 * reports are narrowed by beside it, so that no row is opened. How many there are stands in the sums of months, which the
 * job writes anew for it. Safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const step of ['department', 'creative']) {
      this.schema.raw(`drop index concurrently if exists ticket_facts_${step}_seconds`)
      this.schema.raw(
        `create index concurrently ticket_facts_${step}_seconds on ticket_facts (${step}_seconds)
         include (created_at, workflow, request_type_id, requesting_department_id, handling_department_id)
         where deleted_at is null and ${step}_seconds is not null`
      )
      for (const table of ['ticket_sums_by_kind', 'ticket_sums_by_person']) {
        this.schema.raw(
          `alter table ${table} add column if not exists ${step}_decided integer not null default 0`
        )
      }
    }
    this.schema.raw('delete from summed_months')
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}
