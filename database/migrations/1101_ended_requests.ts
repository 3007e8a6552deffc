import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * When a request to decide stopped being this person's, because others decide now: should he be among them again, he is
 * asked anew, with a link of its own. Only an addition: the version before runs on this schema.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`alter table notifications add column ended_at timestamptz`)
  }
}
