import { DETAILS, PLACES, PROBLEMS, SOLUTIONS } from '#database/bench/support_phrases'
import { list } from '#database/bench/phrases'

/**
 * The support tickets as a table of plans, like that of the creative ones: how long each stretch takes, and so, compared
 * with now, how far each has come. Ones that were reopened, held, passed on, withdrawn and merged are among them.
 */
export function supportPlanSql(): string {
  return `
create temp table bench_desks on commit drop as
  select t.id as request_type_id, t.handling_department_id, d.manager_id, w.low, w.high
  from (values ('technical', 0, 0.22), ('bug', 0.22, 0.42), ('billing', 0.42, 0.56), ('general', 0.56, 0.68),
    ('feature_request', 0.68, 0.76), ('support', 0.76, 0.94), ('other_support', 0.94, 1.01)) as w (key, low, high)
  join request_types t on t.key = w.key join departments d on d.id = t.handling_department_id;
create temp table bench_agents on commit drop as
  select u.id, u.department_id, (row_number() over (partition by u.department_id order by u.id) - 1)::int as pos,
    (count(*) over (partition by u.department_id))::int as among, d.manager_id
  from users u join departments d on d.id = u.department_id
  where u.approved_at is not null and u.role = 'member'
    and u.department_id in (select handling_department_id from bench_desks);
create temp table bench_promises on commit drop as
  select priority, hours, response_hours from deadline_rules where workflow = 'support' and request_type_id is null;
analyze bench_desks; analyze bench_agents; analyze bench_promises;

create temp table bench_support on commit drop as
with dice as materialized (
  select d.id, d.created_at,
    floor((select count(*) from bench_requesters) * power(pg_temp.rnd(id, 201), 1.4))::int as requester_pos,
    pg_temp.rnd(id, 202) as type_die, pg_temp.rnd(id, 203) as priority_die, pg_temp.rnd(id, 204) as agent_die,
    pg_temp.rnd(id, 205) as end_die, pg_temp.rnd(id, 206) as asked_die, pg_temp.rnd(id, 207) as held_die,
    pg_temp.rnd(id, 208) as reopen_die, pg_temp.rnd(id, 209) as close_die, pg_temp.rnd(id, 210) as passed_die,
    pg_temp.rnd(id, 211) as rating_die, pg_temp.rnd(id, 212) as trash_die,
    -- One ticket in a hundred lies about: one of its stretches takes months.
    floor(300 * pg_temp.rnd(id, 213))::int as lying,
    pg_temp.spread(id, 220, 0.35, 1.1) as d1, pg_temp.spread(id, 223, 0.2, 1.0) as d2, pg_temp.spread(id, 226, 1, 1.0) as d3,
    pg_temp.spread(id, 229, 9, 1.2) as d4, pg_temp.spread(id, 232, 26, 1.0) as d5, pg_temp.spread(id, 235, 0.3, 1.0) as d6,
    pg_temp.spread(id, 238, 10, 1.1) as d7, pg_temp.spread(id, 241, 30, 1.2) as d8
  from bench_dates d where is_support
), people as materialized (
  select dice.*, r.id as requester_id, r.department_id as requesting_department_id, k.request_type_id, p.priority, p.hours,
    p.response_hours, passed_die < 0.08 as is_passed_on, k.handling_department_id as first_department_id,
    k.manager_id as first_manager_id,
    case when passed_die < 0.08 then other.handling_department_id else k.handling_department_id end as handling_department_id,
    interval '1 hour' * p.hours as h, interval '1 hour' * p.response_hours as rh
  from dice
  join bench_requesters r on r.pos = dice.requester_pos
  join bench_desks k on dice.type_die >= k.low and dice.type_die < k.high
  join bench_promises p on p.priority = case when priority_die < 0.2 then 'low' when priority_die < 0.7 then 'medium'
    when priority_die < 0.93 then 'high' else 'urgent' end
  join lateral (select handling_department_id from bench_desks x
    where x.handling_department_id <> k.handling_department_id order by x.low limit 1) other on true
), agents as materialized (
  select people.*, a.id as agent_id, a.manager_id as handling_manager_id from people
  join bench_agents a on a.department_id = people.handling_department_id
    and a.pos = (floor(a.among * power(agent_die, 1.3))::int
      + case when exists (select 1 from bench_agents me where me.id = people.requester_id and me.department_id = a.department_id
          and me.pos = floor(a.among * power(agent_die, 1.3))::int) then 1 else 0 end) % a.among
), first as materialized (
  -- Spreads are shares of what was promised: half of an answer's hours pass before somebody takes it.
  select *, created_at + rh * extract(epoch from d1) / 3600 * case lying when 1 then 300 else 1 end as t1 from agents
), second as materialized (
  select *, t1 + rh * extract(epoch from d2) / 3600 as t2, asked_die < 0.35 as is_asked, held_die < 0.1 as is_held from first
), third as materialized (
  select *, case when is_asked then t2 + d3 end as a1, case when is_asked then t2 + d3 + d4 * case lying when 2 then 100 else 1 end end as a2
  from second
), fourth as materialized (
  select *, case when is_held then coalesce(a2, t2) + d3 end as b1,
    case when is_held then coalesce(a2, t2) + d3 + d5 * case lying when 3 then 40 else 1 end end as b2 from third
), fifth as materialized (
  select *, coalesce(b2, a2, t2) + h * extract(epoch from d6) / 3600 as r1, reopen_die < 0.1 as is_reopened from fourth
), sixth as materialized (
  select *, case when is_reopened then r1 + d7 end as r2,
    case when is_reopened then r1 + d7 + h * extract(epoch from d6) / 7200 else r1 end as t5 from fifth
), seventh as materialized (
  select *, case when close_die < 0.45 then t5 + interval '7 days' + interval '1 minute' * floor(59 * close_die)
      else t5 + least(d8, interval '6 days 20 hours') end as t6, close_die < 0.45 as by_timer,
    end_die < 0.05 as gives_up, end_die between 0.05 and 0.07 and id > 50 as is_twin from sixth
), placed as materialized (
  select *, case
      when gives_up and t1 <= pg_temp.base() then 'closed'
      when is_twin and t2 <= pg_temp.base() then 'closed'
      when t6 <= pg_temp.base() then 'closed'
      when t5 <= pg_temp.base() then 'resolved'
      when r2 <= pg_temp.base() then 'open'
      when r1 <= pg_temp.base() then 'resolved'
      when b1 <= pg_temp.base() and b2 > pg_temp.base() then 'on_hold'
      when a1 <= pg_temp.base() and a2 > pg_temp.base() then 'pending_user'
      when t2 <= pg_temp.base() then 'in_progress'
      else 'open' end as status
  from seventh
)
select *, t1 <= pg_temp.base() and not gives_up as is_assigned, t2 <= pg_temp.base() and not gives_up as is_started,
  r1 <= pg_temp.base() and not gives_up and not is_twin as was_resolved,
  status = 'closed' and not gives_up and not is_twin as is_over, trash_die < 0.005 as is_trashed,
  case when is_twin and t2 <= pg_temp.base() and not gives_up then
    lag(id) over (partition by requester_id, handling_department_id order by id) end as merged_into
from placed;
analyze bench_support;

create temp table bench_pauses on commit drop as
select id, status, started_at, case when ended_at <= pg_temp.base() then ended_at end as ended_at from (
  select id, 'pending_user' as status, a1 as started_at, a2 as ended_at from bench_support where is_asked and not is_twin and not gives_up
  union all select id, 'on_hold', b1, b2 from bench_support where is_held and not is_twin and not gives_up
  union all select id, 'resolved', r1, r2 from bench_support where is_reopened and not is_twin and not gives_up
    and r2 <= pg_temp.base()
) as p where started_at <= pg_temp.base();
analyze bench_pauses;
`
}

/** The support tickets themselves, and what belongs to them alone. */
export function supportTicketsSql(): string {
  return `
insert into ticket_pauses (ticket_id, status, started_at, ended_at)
select id, status, started_at, ended_at from bench_pauses order by started_at;

insert into tickets (id, title, description, request_type_id, workflow, status, status_since, priority, pieces,
  requester_id, requesting_department_id, handling_department_id, assignee_id, assigned_at, deadline_at, deadline_near_at,
  clock_started_at, deadline_hours, response_hours, response_due_at, response_near_at, first_response_at, paused_at,
  paused_seconds, reopen_count, resolution_note, started_at, resolved_at, closed_at, merged_into, round, brief_version,
  comment_count, attachment_count, last_comment_id, created_at, updated_at, deleted_at, deleted_by)
select p.id, pg_temp.pick(${list(PROBLEMS)}, p.id, 250) || ' ' || pg_temp.pick(${list(PLACES)}, p.id, 251),
  pg_temp.pick(${list(DETAILS)}, p.id, 252) || ' ' || pg_temp.pick(${list(DETAILS)}, p.id, 253)
    || case when p.id % 3 > 0 then E'\\n\\n' || pg_temp.pick(${list(DETAILS)}, p.id, 254) else '' end,
  p.request_type_id, 'support', p.status,
  case p.status when 'open' then case when p.r2 <= pg_temp.base() then p.r2 else p.created_at end when 'pending_user' then p.a1
    when 'on_hold' then p.b1 when 'in_progress' then coalesce(b.last_end, p.t2)
    when 'resolved' then case when p.t5 <= pg_temp.base() then p.t5 else p.r1 end
    else case when p.gives_up then p.t1 when p.is_twin then p.t2 else p.t6 end end,
  p.priority, null, p.requester_id, p.requesting_department_id, p.handling_department_id,
  case when p.is_assigned then p.agent_id end, case when p.is_assigned then p.t1 end,
  case when p.status not in ('pending_user', 'on_hold') or p.created_at + p.h + coalesce(b.all_ended, interval '0') < b.open_since
    then p.created_at + p.h + coalesce(b.all_ended, interval '0') end,
  case when p.status not in ('pending_user', 'on_hold')
    then p.created_at + p.h - least(greatest(p.h * 0.2, interval '30 minutes'), p.h / 2) + coalesce(b.all_ended, interval '0') end,
  p.created_at, p.hours, p.response_hours, p.created_at + p.rh, p.created_at + p.rh / 2,
  case when p.is_started and not p.is_twin then p.t2 end, b.open_since, coalesce(extract(epoch from b.ended), 0)::int,
  case when p.is_reopened and p.r2 <= pg_temp.base() and p.was_resolved then 1 else 0 end,
  case when p.was_resolved then pg_temp.pick(${list(SOLUTIONS)}, p.id, 255) end, case when p.is_started then p.t2 end,
  case when p.was_resolved and p.status in ('resolved', 'closed') then case when p.t5 <= pg_temp.base() then p.t5 else p.r1 end end,
  case when p.status = 'closed' then case when p.gives_up then p.t1 when p.is_twin then p.t2 else p.t6 end end,
  p.merged_into, 1, 1, coalesce(c.among, 0), coalesce(a.among, 0), c.newest, p.created_at,
  greatest(p.created_at, coalesce(c.at, p.created_at), least(pg_temp.base(), p.t6)),
  case when p.is_trashed then least(pg_temp.base(), p.created_at + interval '5 days') end,
  case when p.is_trashed then p.handling_manager_id end
from bench_support p
left join (select id, max(ended_at) as last_end, min(started_at) filter (where ended_at is null) as open_since,
    sum(ended_at - started_at) as all_ended, sum(ended_at - started_at) filter (where status <> 'resolved') as ended
  from bench_pauses group by id) b on b.id = p.id
left join (select ticket_id, count(*)::int as among, max(id) filter (where not is_internal) as newest, max(created_at) as at
  from comments group by ticket_id) c on c.ticket_id = p.id
left join (select ticket_id, count(*)::int as among from attachments group by ticket_id) a on a.ticket_id = p.id
order by p.id;

insert into ticket_links (from_ticket_id, to_ticket_id, kind, created_by, created_at)
select id, before, case when id % 3 = 0 then 'follow_up' else 'related' end, requester_id, created_at
from (select id, requester_id, created_at, lag(id) over (partition by requester_id order by id) as before from bench_support) p
where before is not null and pg_temp.rnd(id, 256) < 0.04;

insert into ratings (ticket_id, user_id, asked_at, score, comment, channel, rated_at)
select id, requester_id, t6, case when given then (array[5, 5, 5, 4, 4, 3, 2, 1])[1 + floor(8 * pg_temp.rnd(id, 257))::int] end, '',
  case when given then 'email' end, case when given then least(pg_temp.base(), t6 + interval '3 hours') end
from (select *, rating_die < 0.55 as given from bench_support where is_over) p;
`
}
