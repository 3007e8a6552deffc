import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Statistics of small tables that every plan joins: PostgreSQL waits for fifty changes, and a desk of forty people was
 * planned for as if nobody worked there; reminders then took seconds.
 */
export default class extends BaseSchema {
  async up() {
    for (const table of ['users', 'departments', 'request_types', 'products']) {
      this.schema.raw(`alter table ${table} set (autovacuum_analyze_threshold = 5)`)
    }
    this.schema.raw('analyze users, departments, request_types, products')
  }
}
