import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The calendar feed of a person, one at most: the hash of its secret, and the epoch of the account in which it was made,
 * so that it ends with everything else that was opened for him.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table calendar_feeds (
        user_id integer primary key references users (id),
        token_hash text not null unique,
        epoch integer not null,
        scope text not null check (scope in ('mine', 'all')),
        created_at timestamptz not null,
        last_read_at timestamptz
      )
    `)
  }
}
