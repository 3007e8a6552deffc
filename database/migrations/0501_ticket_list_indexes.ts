import { BaseSchema } from '@adonisjs/lucid/schema'

/** What the tickets list sorts and searches by. Built without locking writers out; safe to run again after a stop. */
export default class extends BaseSchema {
  static disableTransactions = true

  async up() {
    this.schema.raw(`
      create or replace function priority_rank(priority text) returns integer language sql immutable parallel safe as
        $$ select case priority when 'urgent' then 4 when 'high' then 3 when 'medium' then 2 when 'low' then 1 else 0 end $$`)
    // Highest where a ticket begins; a status that is not named here stands last.
    this.schema.raw(`
      create or replace function status_rank(status text) returns integer language sql immutable parallel safe as
        $$ select case status when 'requested' then 90 when 'open' then 90 when 'pending_creative' then 80
          when 'approved' then 70 when 'in_progress' then 60 when 'pending_user' then 50 when 'on_hold' then 40
          when 'completed' then 30 when 'resolved' then 30 when 'closed' then 20 when 'rejected' then 10 else 0 end $$`)
    // Words of a person as a query in which each may be the beginning of a word; nothing in them is an operator.
    this.schema.raw(`
      create or replace function beginning_words(words text[]) returns tsquery language sql immutable parallel safe strict as
        $$ select to_tsquery('simple'::regconfig,
             string_agg('''' || regexp_replace(public.plain_text(word), '[^[:alnum:].]', ' ', 'g') || ''':*', ' & '))
           from unnest(words) word where public.plain_text(word) ~ '[[:alnum:]]' $$`)
    // Building without a lock takes as long as it takes, and waits for writers under way without holding up others.
    this.schema.raw('set statement_timeout = 0')
    this.schema.raw('set lock_timeout = 0')
    for (const [name, definition] of Object.entries(INDEXES)) {
      this.schema.raw(`drop index concurrently if exists ${name}`)
      this.schema.raw(`create index concurrently ${name} on tickets ${definition}`)
    }
    this.schema.raw('reset statement_timeout')
    this.schema.raw('reset lock_timeout')
  }
}

const PRESENT = 'where deleted_at is null'

const INDEXES = {
  tickets_open: `(created_at desc, id desc) ${PRESENT} and not is_finished`,
  tickets_updated: `(updated_at desc, id desc) ${PRESENT}`,
  tickets_due: `(is_finished, coalesce(deadline_at, 'infinity'::timestamptz), id) ${PRESENT}`,
  tickets_priority_rank: `(priority_rank(priority) desc, created_at desc, id desc) ${PRESENT}`,
  tickets_status_rank: `(status_rank(status) desc, created_at desc, id desc) ${PRESENT}`,
  tickets_requesting_newest: `(requesting_department_id, created_at desc, id desc) ${PRESENT}`,
  tickets_handling_newest: `(handling_department_id, created_at desc, id desc) ${PRESENT}`,
  tickets_type_newest: `(request_type_id, created_at desc, id desc) ${PRESENT}`,
  tickets_product_newest: `(product_id, created_at desc, id desc) ${PRESENT} and product_id is not null`,
}
