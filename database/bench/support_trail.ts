import { list } from '#database/bench/phrases'
import { ANSWERS } from '#database/bench/support_phrases'

/** What was said on support tickets: columns as the creative ones have them in talk.ts. */
export function supportSaidSql(): string {
  return `
select p.id, case when turn % 9 = 4 or pg_temp.rnd(p.id * 1000 + turn, 260) < 0.5 then p.agent_id else p.requester_id end,
  pg_temp.pick(${list(ANSWERS)}, p.id * 1000 + turn, 261), turn % 9 = 4,
  p.t2 + (least(pg_temp.base(), p.t5) - p.t2) * (turn::float8 / (p.among + 1))
from (select *, case when id % 4001 = 17 then 400 else least(60, floor(-4.2 * ln(1 - pg_temp.rnd(id, 262))))::int end as among
  from bench_support where is_started) p
cross join lateral generate_series(1, p.among) turn`
}

/** Files of support tickets, as rows like those of talk.ts. */
export function supportFilesSql(): string {
  return `
insert into attachments (ticket_id, uploader_id, kind, drive_key, name, mime, bytes, sha256, width, height, created_at)
select p.id, p.requester_id, 'brief', 'bench/support/' || p.id || '/' || n, 'screen-' || n || '.png', 'image/png',
  20000 + floor(3e6 * pg_temp.rnd(p.id * 10 + n, 264))::bigint, md5(p.id || 's' || n) || md5(n || 's' || p.id), 1280, 720, p.created_at
from bench_support p cross join lateral generate_series(1, floor(2.2 * power(pg_temp.rnd(p.id, 265), 2))::int) n;
`
}

/** What happened on support tickets: columns as in trail.ts. */
export function supportActivitiesSql(): string {
  const works = `from bench_support where is_started and not is_twin`
  return `
  select id, requester_id, 'created', 'web', null::text, 'open', '{}'::jsonb, false, created_at as at from bench_support
  union all select id, agent_id, 'taken', 'web', 'open', 'open', '{}', false, t1 from bench_support where is_assigned
  union all select id, first_manager_id, 'transferred', 'web', 'open', 'open', '{"note":"Yours, I think."}', false,
    created_at + (t1 - created_at) / 2 from bench_support where is_assigned and is_passed_on
  union all select id, agent_id, 'started', 'web', 'open', 'in_progress', '{}', false, t2 ${works}
  union all select id, agent_id, 'asked_requester', 'web', 'in_progress', 'pending_user', '{"note":"Which version?"}', false, a1
    ${works} and a1 <= pg_temp.base()
  union all select id, requester_id, 'answered', 'email', 'pending_user', 'in_progress', '{}', false, a2
    ${works} and a2 <= pg_temp.base()
  union all select id, agent_id, 'held', 'web', 'in_progress', 'on_hold', '{"note":"Until Thursday."}', false, b1
    ${works} and b1 <= pg_temp.base()
  union all select id, agent_id, 'resumed', 'web', 'on_hold', 'in_progress', '{}', false, b2 ${works} and b2 <= pg_temp.base()
  union all select id, agent_id, 'resolved', 'web', 'in_progress', 'resolved', '{"note":"Changed."}', false, r1
    from bench_support where was_resolved
  union all select id, requester_id, 'reopened', 'web', 'resolved', 'open', '{"note":"It is back."}', false, r2
    from bench_support where was_resolved and r2 <= pg_temp.base()
  union all select id, agent_id, 'resolved', 'web', 'open', 'resolved', '{"note":"Changed again."}', false, t5
    from bench_support where was_resolved and is_reopened and t5 <= pg_temp.base()
  union all select id, case when not by_timer then requester_id end, 'closed', case when by_timer then 'system' else 'web' end,
    'resolved', 'closed', '{}', false, t6 from bench_support where is_over
  union all select id, requester_id, 'withdrawn', 'web', 'open', 'closed', '{}', false, t1
    from bench_support where gives_up and status = 'closed'
  union all select id, agent_id, 'merged', 'web', 'open', 'closed', '{}', false, t2 from bench_support
    where is_twin and not gives_up and status = 'closed'
  union all select id, handling_manager_id, 'deleted', 'web', status, status, '{}', false,
    least(pg_temp.base(), created_at + interval '5 days') from bench_support where is_trashed`
}

/** Durations, and who only wants to know. */
export function supportAroundSql(): string {
  return `
insert into ticket_times (ticket_id, first_assigned_at, first_started_at, first_completed_at, first_response_at,
  acknowledge_seconds, processing_seconds, cycle_seconds, updated_at)
select t.id, t.assigned_at, t.started_at, t.resolved_at, t.first_response_at, extract(epoch from t.started_at - t.assigned_at),
  extract(epoch from t.resolved_at - t.started_at), extract(epoch from t.resolved_at - t.created_at), t.updated_at
from tickets t join bench_support p on p.id = t.id;

insert into watchers (ticket_id, user_id, added_by, added_at)
select p.id, w.id, p.requester_id, p.created_at
from bench_support p
join bench_everybody w on w.pos = floor((select count(*) from bench_everybody) * pg_temp.rnd(p.id, 95))
where pg_temp.rnd(p.id, 94) < 0.06 and w.id <> p.requester_id;
`
}
