import { BaseSchema } from '@adonisjs/lucid/schema'

/** What people should know, and each notification's way through a channel (the outbox). */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table notifications (
        id bigint generated always as identity primary key,
        event_key text not null,
        user_id integer not null references users (id),
        ticket_id integer,
        activity_id bigint,
        actor_id integer,
        kind text not null,
        reason text not null,
        details jsonb not null default '{}',
        read_at timestamptz,
        created_at timestamptz not null,
        unique (event_key, user_id)
      );
      create index notifications_user on notifications (user_id, id desc);
      create index notifications_unread on notifications (user_id, id desc) where read_at is null;
      create index notifications_ticket on notifications (ticket_id) where ticket_id is not null;

      create table deliveries (
        id bigint generated always as identity primary key,
        notification_id bigint references notifications (id),
        event_key text not null,
        user_id integer not null references users (id),
        channel text not null check (channel in ('email', 'telegram')),
        kind text not null,
        ticket_id integer,
        details jsonb not null default '{}',
        state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped')),
        attempts integer not null default 0,
        next_try_at timestamptz not null,
        leased_until timestamptz,
        last_error text,
        message_id text,
        created_at timestamptz not null,
        sent_at timestamptz,
        unique (event_key, user_id, channel)
      );
      create index deliveries_due on deliveries (next_try_at, id) where state in ('waiting', 'sending');
      create index deliveries_failed on deliveries (id desc) where state = 'failed';
      create index deliveries_recent on deliveries (created_at desc);
      create index deliveries_ticket on deliveries (ticket_id, user_id) where ticket_id is not null;

      create table notification_preferences (
        user_id integer not null references users (id) on delete cascade,
        event text not null,
        channel text not null,
        is_on boolean not null,
        primary key (user_id, event, channel)
      );
    `)
  }
}
