import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Deciding from anywhere: links in mails, Telegram, replies by mail, and what each person wants to be told when.
 * Only additions: the version before runs on this schema.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table decision_tokens (
        id bigint generated always as identity primary key,
        token_hash text not null unique,
        user_id integer not null references users (id) on delete cascade,
        ticket_id integer not null references tickets (id) on delete cascade,
        step text not null check (step in ('department', 'creative')),
        round integer not null,
        brief_version integer not null,
        epoch integer not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        ended_at timestamptz,
        ended_by text
      );
      create index decision_tokens_open on decision_tokens (ticket_id, user_id)
        where used_at is null and ended_at is null;
      create index decision_tokens_expiry on decision_tokens (expires_at);

      create table notification_settings (
        user_id integer primary key references users (id) on delete cascade,
        quiet_from time,
        quiet_until time,
        quiet_holds_requests boolean not null default false,
        digest_at time,
        updated_at timestamptz not null,
        check ((quiet_from is null) = (quiet_until is null))
      );
      create table ticket_mutes (
        user_id integer not null references users (id) on delete cascade,
        ticket_id integer not null references tickets (id) on delete cascade,
        created_at timestamptz not null,
        primary key (user_id, ticket_id)
      );
      create index ticket_mutes_ticket on ticket_mutes (ticket_id);

      alter table notifications add column is_shown boolean not null default true;

      alter table deliveries alter column user_id drop not null;
      alter table deliveries drop constraint deliveries_channel_check;
      alter table deliveries add constraint deliveries_channel_check
        check (channel in ('email', 'telegram', 'telegram_group'));
      alter table deliveries add constraint deliveries_reader
        check ((user_id is null) = (channel = 'telegram_group'));
      alter table deliveries drop constraint deliveries_state_check;
      alter table deliveries add constraint deliveries_state_check
        check (state in ('waiting', 'sending', 'sent', 'failed', 'dropped', 'joined'));
      alter table deliveries add column held_for text check (held_for in ('minute', 'quiet', 'digest', 'limit'));
      alter table deliveries add column joined_into bigint references deliveries (id);
      alter table deliveries add column activity_id bigint;
      create unique index deliveries_group on deliveries (event_key) where channel = 'telegram_group';
      create index deliveries_due_channel on deliveries (channel, next_try_at, id) where state in ('waiting', 'sending');
      create index deliveries_sent_ticket on deliveries (user_id, ticket_id, channel, sent_at desc) where state = 'sent';

      create table inbound_mails (
        id bigint generated always as identity primary key,
        message_id text not null unique,
        user_id integer references users (id),
        ticket_id integer,
        comment_id integer,
        result text not null,
        received_at timestamptz not null
      );
      create index inbound_mails_recent on inbound_mails (received_at desc);

      alter table users add column telegram_name text;
      alter table users add column telegram_linked_at timestamptz;
      alter table users add column telegram_off_at timestamptz;

      create table telegram_link_codes (
        id bigint generated always as identity primary key,
        code_hash text not null unique,
        user_id integer not null references users (id) on delete cascade,
        chat_id text,
        chat_name text,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz
      );
      create index telegram_link_codes_user on telegram_link_codes (user_id);

      create table telegram_updates (
        update_id bigint primary key,
        received_at timestamptz not null
      );

      create table telegram_cards (
        id bigint generated always as identity primary key,
        delivery_id bigint unique references deliveries (id),
        user_id integer not null references users (id),
        ticket_id integer not null,
        chat_id text not null,
        message_id bigint not null,
        has_photo boolean not null default false,
        kind text not null,
        step text,
        round integer,
        brief_version integer,
        epoch integer not null,
        is_open boolean not null default true,
        is_stale boolean not null default false,
        next_try_at timestamptz,
        attempts integer not null default 0,
        created_at timestamptz not null,
        closed_at timestamptz,
        unique (chat_id, message_id)
      );
      create index telegram_cards_ticket on telegram_cards (ticket_id) where is_open;
      create index telegram_cards_user on telegram_cards (user_id) where is_open;
      create index telegram_cards_stale on telegram_cards (id) where is_stale;

      create table telegram_buttons (
        nonce_hash text primary key,
        card_id bigint not null references telegram_cards (id) on delete cascade,
        move text not null,
        created_at timestamptz not null,
        pressed_at timestamptz
      );
      create index telegram_buttons_card on telegram_buttons (card_id);

      create table telegram_questions (
        id bigint generated always as identity primary key,
        card_id bigint not null references telegram_cards (id) on delete cascade,
        user_id integer not null references users (id) on delete cascade,
        chat_id text not null,
        message_id bigint,
        move text not null,
        asked_at timestamptz not null,
        expires_at timestamptz not null,
        answered_at timestamptz
      );
      create index telegram_questions_open on telegram_questions (chat_id) where answered_at is null;
    `)
  }
}
