import { supportActivitiesSql, supportAroundSql } from '#database/bench/support_trail'

const SEEN = "case when e.created_at < pg_temp.base() - interval '14 days' then 0.97 else 0.6 end"

/** People around the tickets, decisions, durations, and what the activities told to whom. */
export function trailSql(): string {
  return `
insert into collaborators (ticket_id, user_id, added_by, added_at)
select p.id, c.id, p.requester_id, p.t2
from bench_plan p cross join generate_series(1, 2) n
join bench_crew c on c.pos = (p.crew_pos + n * 3) % (select count(*) from bench_crew)
where p.is_assigned and pg_temp.rnd(p.id, 90 + n) < 0.25 / n;

insert into watchers (ticket_id, user_id, added_by, added_at)
select p.id, w.id, p.requester_id, p.created_at
from bench_plan p
join bench_everybody w on w.pos = floor((select count(*) from bench_everybody) * pg_temp.rnd(p.id, 95))
where pg_temp.rnd(p.id, 94) < 0.1 and w.id <> p.requester_id;

create temp table bench_signers on commit drop as
  select d.manager_id as creative_manager_id from departments d where d.is_creative;

insert into approvals (ticket_id, step, decision, user_id, channel, reason, note, brief_version, round, due_at, decided_at)
select p.id, 'department', case when skips_department then 'skipped' when rejects_first then 'rejected' else 'approved' end,
  case when not skips_department then department_manager_id end,
  case when skips_department then 'system' when p.id % 3 = 0 then 'email' else 'web' end,
  case when skips_department then 'requester_manages' end, case when rejects_first then 'Not this month.' else '' end,
  1, 1, created_at, t1
from bench_plan p where t1 <= pg_temp.base()
union all
select p.id, 'creative', case when skips_creative then 'skipped' when rejects_second then 'rejected' else 'approved' end,
  case when not skips_creative then s.creative_manager_id end,
  case when skips_creative then 'system' when p.id % 4 = 0 then 'email' else 'web' end,
  case when skips_creative then 'requester_manages' end, case when rejects_second then 'The logo is not cleared yet.' else '' end,
  1, 1, t1, t2
from bench_plan p cross join bench_signers s where t2 <= pg_temp.base() and t1 <= pg_temp.base() and not rejects_first;

insert into ticket_times (ticket_id, department_due_at, department_decided_at, creative_due_at, creative_decided_at,
  first_assigned_at, first_started_at, first_completed_at, department_seconds, creative_seconds, acknowledge_seconds,
  processing_seconds, cycle_seconds, updated_at)
select t.id, p.created_at, case when p.t1 <= pg_temp.base() then p.t1 end, t.department_approved_at,
  case when p.t2 <= pg_temp.base() and not p.rejects_first then p.t2 end, t.assigned_at, t.started_at, t.completed_at,
  extract(epoch from t.department_approved_at - p.created_at), extract(epoch from t.approved_at - t.department_approved_at),
  extract(epoch from t.started_at - t.assigned_at), extract(epoch from t.completed_at - t.started_at),
  extract(epoch from coalesce(t.confirmed_at, t.completed_at) - t.created_at), t.updated_at
from tickets t join bench_plan p on p.id = t.id;

${supportAroundSql()}
create temp table bench_told on commit drop as
  select id, requester_id, crew_id, is_assigned, department_manager_id as asked_id, 'new_request' as asked, 'step_approvers' as asked_as
  from bench_plan
  union all select id, requester_id, agent_id, is_assigned, first_manager_id, 'opened', 'queue' from bench_support;
create index on bench_told (id);
analyze bench_told;

insert into activities (ticket_id, actor_id, action, channel, from_status, to_status, details, is_internal, created_at)
select e.* from (
  select id, requester_id, 'created', 'web', null::text, 'requested', '{}'::jsonb, false, created_at as at from bench_plan
  union all select id, department_manager_id, 'dept_approved', 'web', 'requested', 'pending_creative',
    '{"step":"department","round":1,"briefVersion":1}', false, t1
    from bench_plan where t1 <= pg_temp.base() and not rejects_first and not skips_department
  union all select id, s.creative_manager_id, 'approved', 'email', 'pending_creative', 'approved',
    '{"step":"creative","round":1,"briefVersion":1}', false, t2 from bench_plan, bench_signers s where is_approved and not skips_creative
  union all select id, case when rejects_first then department_manager_id else s.creative_manager_id end, 'rejected', 'web',
    case when rejects_first then 'requested' else 'pending_creative' end, 'rejected', '{"note":"Not this month."}', false,
    case when rejects_first then t1 else t2 end from bench_plan, bench_signers s where status = 'rejected'
  union all select id, s.creative_manager_id, 'assigned', 'web', 'approved', 'approved', '{}', false, t3
    from bench_plan, bench_signers s where is_assigned
  union all select id, crew_id, 'started', 'web', 'approved', 'in_progress', '{}', false, t4
    from bench_plan where status in ('in_progress', 'completed')
  union all select p.id, requester_id, 'revision_requested', 'web', 'completed', 'in_progress',
    jsonb_build_object('revision', n, 'note', 'Please change the second line.'), false, t4 + (t5 - t4) * n / (revisions + 1)
    from bench_plan p cross join generate_series(1, revisions) n
  union all select id, crew_id, 'completed', 'web', 'in_progress', 'completed', '{}', false, t5
    from bench_plan where status = 'completed'
  union all select id, requester_id, 'confirmed', 'web', 'completed', 'completed', '{}', false, t6
    from bench_plan where is_confirmed
  union all select c.ticket_id, c.user_id, 'commented', 'web', null, null, jsonb_build_object('commentId', c.id), c.is_internal,
    c.created_at from comments c
  union all select id, department_manager_id, 'deleted', 'web', status, status, '{}', false,
    least(pg_temp.base(), created_at + interval '5 days') from bench_plan where is_trashed
  union all ${supportActivitiesSql()}
) as e (id, actor_id, action, channel, from_status, to_status, details, is_internal, at)
order by at;

insert into notifications (event_key, user_id, ticket_id, activity_id, actor_id, kind, reason, read_at, created_at)
select 'activity:' || e.id, told.user_id, e.ticket_id, e.id, e.actor_id, told.kind, told.reason,
  case when pg_temp.rnd(e.id, 99) < ${SEEN} then least(pg_temp.base(), e.created_at + interval '1 hour') end, e.created_at
from activities e
join bench_told p on p.id = e.ticket_id
cross join bench_signers s
cross join lateral (
  select distinct on (user_id) user_id, kind, reason from (values
    (case when e.action in ('dept_approved', 'approved', 'rejected', 'started', 'completed', 'commented',
        'asked_requester', 'resolved', 'closed', 'merged') and not e.is_internal
      then p.requester_id end, case e.action when 'commented' then 'comment' when 'dept_approved' then 'approved_department'
      when 'asked_requester' then 'waiting_for_you' else e.action end, 'requester'),
    (case when e.action in ('assigned', 'confirmed', 'revision_requested', 'commented', 'answered', 'reopened') and p.is_assigned
      then p.crew_id end, case e.action when 'commented' then 'comment' else e.action end, 'assignee'),
    (case e.action when 'created' then p.asked_id when 'dept_approved' then s.creative_manager_id end,
      case e.action when 'created' then p.asked else 'new_request' end,
      case e.action when 'created' then p.asked_as else 'step_approvers' end)
  ) as t (user_id, kind, reason) where user_id is not null order by user_id
) told
where told.user_id is distinct from e.actor_id;

insert into deliveries (notification_id, event_key, user_id, channel, kind, ticket_id, state, attempts, next_try_at, created_at, sent_at, last_error)
select e.id, e.event_key, e.user_id, 'email', e.kind, e.ticket_id, case when e.id % 2000 = 0 then 'failed' else 'sent' end,
  case when e.id % 2000 = 0 then 8 else 1 end, e.created_at, e.created_at,
  case when e.id % 2000 > 0 then e.created_at + interval '2 seconds' end,
  case when e.id % 2000 = 0 then '550 no such mailbox' end
from notifications e where e.created_at > pg_temp.base() - interval '60 days' and e.kind <> 'comment';
`
}
