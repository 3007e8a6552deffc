import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * Reports that somebody wants by mail. The occurrence that was written to the outbox last stands on the row, so that two
 * workers, a restart or a change of the clock neither double nor skip one.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create table report_subscriptions (
        id integer generated always as identity primary key,
        user_id integer not null references users (id) on delete cascade,
        kind text not null check (kind in ('view', 'daily_report', 'team_digest')),
        tab text,
        filters jsonb not null default '{}',
        cadence text not null check (cadence in ('daily', 'weekly', 'monthly')),
        scope text not null check (scope in ('all', 'departments', 'own')),
        departments integer[] not null default '{}',
        last_day date,
        created_at timestamptz not null,
        ended_at timestamptz,
        ended_by text check (ended_by in ('person', 'link', 'rights')),
        ended_for bigint,
        check ((kind = 'view') = (tab is not null)),
        check ((ended_at is null) = (ended_by is null))
      );
      create unique index report_subscriptions_open
        on report_subscriptions (user_id, kind, cadence, coalesce(tab, ''), filters) where ended_at is null;
      create index report_subscriptions_due on report_subscriptions (cadence, last_day) where ended_at is null;
      comment on column report_subscriptions.scope is 'Whose tickets counted for the person when it was begun; less than that ends it.';
      comment on column report_subscriptions.last_day is 'Day, in the zone of the organisation, of the newest sending that stands in the outbox.';
      comment on column report_subscriptions.ended_for is 'The delivery that says that it ended for want of a right.';
    `)
  }
}
