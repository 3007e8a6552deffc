import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The clock of a ticket: when it warns, and which departments' open tickets are to be counted anew after a change of
 * their working hours. Running clocks of the version before are told the hours they were started with.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table tickets
        add column deadline_near_at timestamptz,
        add column response_near_at timestamptz;
      comment on column tickets.deadline_near_at is
        'When a fifth of the working time to the deadline is left; null for a schedule.';

      alter table departments
        add column calendar_version integer not null default 0,
        add column calendar_changed_at timestamptz,
        add column recount_after integer;
      comment on column departments.recount_after is
        'The last of its open tickets whose deadline was counted anew; null when nothing is to do.';

      update tickets t
        set deadline_hours = round((extract(epoch from t.deadline_at - t.clock_started_at) / 3600)::numeric, 2)
        from request_types r
        where r.id = t.request_type_id and not r.is_scheduled and t.deadline_hours is null and t.workflow = 'creative'
          and not t.is_finished and t.clock_started_at is not null and t.deadline_at > t.clock_started_at;
    `)
  }
}
