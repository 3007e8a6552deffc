import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The indexes of people, departments, types, products and days hold what lists filter by and the rule of visibility reads,
 * as those of the other orders do since 1108: a list that is narrowed by one of them opens no ticket, the fortieth page of
 * the newest passes thousands in no time, and a reason to see tickets that gives none is done with at once. Every change of
 * a ticket writes all its indexes anyway; one that another one contains goes. And what the planner has to know of facts:
 * which desk makes pieces. Built without locking writers out; safe to run again after a stop.
 */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const [name, definition] of Object.entries(INDEXES)) {
      this.schema.raw(`drop index concurrently if exists ${name}_new`)
      this.schema.raw(`create index concurrently ${name}_new on tickets ${definition}`)
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

/** What filters and the rule of visibility read. */
const READ = [
  ...['status', 'workflow', 'priority', 'is_finished', 'request_type_id', 'product_id'],
  ...['requester_id', 'assignee_id', 'requesting_department_id', 'handling_department_id'],
]

/** Newest first within what an index begins with, beside all else that is read. */
function newestOf(keys: string[], where = PRESENT): string {
  const beside = READ.filter((column) => !keys.includes(column))
  return `(${[...keys, 'created_at desc', 'id desc'].join(', ')}) include (${beside.join(', ')}) ${where}`
}

const INDEXES = {
  tickets_newest: newestOf([]),
  tickets_requester: newestOf(['requester_id']),
  tickets_assignee: newestOf(['assignee_id'], `${PRESENT} and assignee_id is not null`),
  tickets_type_newest: newestOf(['request_type_id']),
  tickets_requesting: newestOf(['requesting_department_id', 'status']),
  tickets_requesting_newest: newestOf(['requesting_department_id']),
  tickets_handling: newestOf(['handling_department_id', 'status']),
  tickets_handling_newest: newestOf(['handling_department_id']),
  tickets_product_newest: newestOf(['product_id'], `${PRESENT} and product_id is not null`),
}
