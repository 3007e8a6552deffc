import { BaseSchema } from '@adonisjs/lucid/schema'

/** Whether one-letter keys do something for a person (WCAG 2.1.4). Only an addition: the version before runs on it. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('alter table users add column single_keys boolean not null default true')
  }
}
