import { BaseSchema } from '@adonisjs/lucid/schema'

/** Devices that signed in to an account before, whose wrong passwords are counted apart; and an admin's own lock. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table known_devices (
        id integer generated always as identity primary key,
        user_id integer not null references users (id) on delete cascade,
        token_hash text not null,
        failed_logins integer not null default 0,
        locked_until timestamptz,
        created_at timestamptz not null,
        last_used_at timestamptz not null,
        unique (user_id, token_hash)
      );

      alter table users add column admin_locked_at timestamptz;
      comment on column users.admin_locked_at is
        'Set by an admin until an admin unlocks: stops every sign-in, also from known devices and after a reset.';
    `)
  }
}
