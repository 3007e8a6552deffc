import { BaseSchema } from '@adonisjs/lucid/schema'

/** Until when the checks of a newest version are waited for that is still being read; completing waits with them. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('alter table tickets add column preflight_awaited_until timestamptz')
  }

  async down() {
    this.schema.raw('alter table tickets drop column preflight_awaited_until')
  }
}
