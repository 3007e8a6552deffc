import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The indexes of departments, types and days hold what lists filter by and the rule of visibility reads, as those of the
 * other orders do since 1108: a list that is narrowed by one of them opens no ticket, the fortieth page of the newest passes
 * thousands in no time, and a reason to see tickets that gives none is done with at once. Every change of a ticket writes all its indexes already; one that another one contains goes. And what the
 * planner has to know of facts: which desk makes pieces. Built without locking writers out; safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const [name, definition] of Object.entries(INDEXES)) {
      this.schema.raw(`drop index concurrently if exists ${name}_new`)
      this.schema.raw(`create index concurrently ${name}_new on tickets ${definition} ${PRESENT}`)
      this.schema.raw(`drop index concurrently if exists ${name}`)
      this.schema.raw(`alter index ${name}_new rename to ${name}`)
    }
    // tickets_type_newest begins with the same.
    this.schema.raw('drop index concurrently if exists tickets_type')
    this.schema.raw(
      `create statistics if not exists ticket_facts_desk (mcv)
         on workflow, handling_department_id, is_done, quantity from ticket_facts`
    )
    this.schema.raw('analyze ticket_facts')
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}

const PRESENT = 'where deleted_at is null'
const IN_TIME = 'created_at desc, id desc'
/** What filters and the rule of visibility read, beside the department or type that an index begins with. */
const FILTERS = 'workflow, priority, is_finished, requester_id, assignee_id, product_id'

const INDEXES = {
  tickets_newest: `(${IN_TIME})
    include (status, request_type_id, requesting_department_id, handling_department_id, ${FILTERS})`,
  tickets_type_newest: `(request_type_id, ${IN_TIME})
    include (status, requesting_department_id, handling_department_id, ${FILTERS})`,
  tickets_requesting: `(requesting_department_id, status, ${IN_TIME})
    include (request_type_id, handling_department_id, ${FILTERS})`,
  tickets_requesting_newest: `(requesting_department_id, ${IN_TIME})
    include (status, request_type_id, handling_department_id, ${FILTERS})`,
  tickets_handling: `(handling_department_id, status, ${IN_TIME})
    include (request_type_id, requesting_department_id, ${FILTERS})`,
  tickets_handling_newest: `(handling_department_id, ${IN_TIME})
    include (status, request_type_id, requesting_department_id, ${FILTERS})`,
}
