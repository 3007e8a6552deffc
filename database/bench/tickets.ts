import { CAMPAIGNS, SENTENCES, THINGS, list } from '#database/bench/phrases'

/**
 * The tickets as a table of plans: who asks for what, how long each stretch takes, and so, compared with now, how far
 * each has come. Every later step reads this table, so that statuses, times, approvals and activities agree.
 */
export function planSql(): string {
  return `
create temp table bench_types on commit drop as
  select t.id, t.key, t.product_mode, t.product_category, t.quantity_mode, t.is_scheduled, w.low, w.high
  from (values ('socmed_posting', 0, 0.28), ('ads', 0.28, 0.52), ('website_banner', 0.52, 0.66),
    ('telegram_channel', 0.66, 0.76), ('other_creative', 0.76, 0.84), ('photoshoot', 0.84, 0.91),
    ('videoshoot', 0.91, 0.97), ('live_production', 0.97, 1.01)) as w (key, low, high)
  join request_types t on t.key = w.key;
create temp table bench_products on commit drop as
  select id, name, category, criteria, (row_number() over (partition by category order by id) - 1)::int as pos,
    (count(*) over (partition by category))::int as among
  from products where is_active;
analyze bench_types; analyze bench_products;

create temp table bench_plan on commit drop as
with dice as materialized (
  select g as id, created_at,
    floor((select count(*) from bench_requesters) * power(pg_temp.rnd(g, 10), 1.7))::int as requester_pos,
    floor((select count(*) from bench_crew) * pg_temp.rnd(g, 11))::int as crew_pos,
    pg_temp.rnd(g, 12) as type_die, pg_temp.rnd(g, 13) as priority_die, pg_temp.rnd(g, 14) as reject_die,
    pg_temp.rnd(g, 15) as format_die, pg_temp.rnd(g, 16) as proposal_die, pg_temp.rnd(g, 17) as revision_die,
    pg_temp.rnd(g, 18) as confirm_die, pg_temp.rnd(g, 19) as product_die, pg_temp.rnd(g, 20) as trash_die,
    pg_temp.rnd(g, 21) as schedule_die, 1 + floor(4 * power(pg_temp.rnd(g, 22), 2))::int as lines,
    -- One ticket in a hundred lies about: one of its stretches takes months.
    floor(500 * pg_temp.rnd(g, 23))::int as lying,
    pg_temp.spread(g, 30, 8, 1.3) as d1, pg_temp.spread(g, 33, 12, 1.3) as d2, pg_temp.spread(g, 36, 8, 1.4) as d3,
    pg_temp.spread(g, 39, 10, 1.3) as d4, pg_temp.spread(g, 42, 40, 1.0) as d5, pg_temp.spread(g, 45, 30, 1.2) as d6
  from (select id as g, created_at from bench_dates where not is_support) dates
), people as materialized (
  select dice.*, r.id as requester_id, r.department_id as requesting_department_id,
    (r.manages or r.is_creative) as skips_department, (r.is_creative and r.manages) as skips_creative,
    r.manager_id as department_manager_id, c.id as crew_id, t.id as request_type_id, t.key, t.product_mode,
    t.product_category, t.is_scheduled,
    case when priority_die < 0.2 then 'low' when priority_die < 0.7 then 'medium' when priority_die < 0.93 then 'high'
      else 'urgent' end as priority,
    case when key = 'socmed_posting' then
      case when format_die < 0.5 then 'still' when format_die < 0.6 then 'gif' when format_die < 0.8 then 'video_landscape'
        else 'video_portrait' end end as file_format,
    case when is_scheduled then date_trunc('hour', created_at + interval '3 days' + interval '12 days' * schedule_die) end
      as scheduled_start
  from dice
  join bench_requesters r on r.pos = dice.requester_pos
  join bench_crew c on c.pos = dice.crew_pos
  join bench_types t on dice.type_die >= t.low and dice.type_die < t.high
), stretches as materialized (
  select people.*, scheduled_start + interval '1 hour' * (2 + floor(6 * schedule_die)) as scheduled_end,
    case when key in ('videoshoot', 'live_production') or file_format like 'video%' then 'video'
      when key in ('photoshoot', 'website_banner', 'socmed_posting') then 'image'
      when key = 'other_creative' and format_die < 0.6 then 'image' end as criteria,
    created_at + case when skips_department then interval '0' else d1 * case lying when 1 then 400 else 1 end end as t1
  from people
), second as materialized (
  select *, t1 + case when skips_creative then interval '0' else d2 * case lying when 2 then 400 else 1 end end as t2 from stretches
), third as materialized (
  select *, t2 + case when proposal_die < 0.2 then interval '0' else d3 * case lying when 3 then 400 else 1 end end as t3 from second
), fourth as materialized (
  select *, greatest(t3 + d4 * case lying when 4 then 300 else 1 end, scheduled_start) as t4 from third
), fifth as materialized (
  select *, greatest(t4 + d5 * case when lying = 5 then 60 when revision_die < 0.2 then 2 else 1 end, scheduled_end) as t5 from fourth
), sixth as materialized (
  select *, case when confirm_die < 0.88 then t5 + d6 end as t6,
    reject_die < 0.05 and not skips_department as rejects_first,
    reject_die between 0.05 and 0.09 and not skips_creative as rejects_second from fifth
), placed as materialized (
  select *, case
      when rejects_first and t1 <= pg_temp.base() then 'rejected'
      when t1 > pg_temp.base() then 'requested'
      when rejects_second and t2 <= pg_temp.base() then 'rejected'
      when t2 > pg_temp.base() then 'pending_creative'
      when t4 > pg_temp.base() then 'approved'
      when t5 > pg_temp.base() then 'in_progress'
      else 'completed' end as status
  from sixth
)
select placed.*,
  status in ('approved', 'in_progress', 'completed') as is_approved,
  status = 'completed' and t6 is not null and t6 <= pg_temp.base() as is_confirmed,
  status in ('approved', 'in_progress', 'completed') and t3 <= pg_temp.base() as is_assigned,
  case when status = 'completed' and revision_die < 0.2 then 1 + floor(revision_die * 15)::int else 0 end as revisions,
  trash_die < 0.01 as is_trashed,
  -- An ad's products, one below the other; a ticket of another type has at most one.
  case when product_mode <> 'none' then floor(100 * product_die)::int end as first_product
from placed;
analyze bench_plan;

insert into ticket_items (ticket_id, product_id, quantity, criteria, position, created_at)
select p.id, b.id, 1 + floor(11 * power(pg_temp.rnd(p.id, 50 + line), 2))::int, coalesce(b.criteria, 'image'), line, p.created_at
from bench_plan p
cross join lateral generate_series(0, p.lines - 1) line
join bench_products b on b.category = p.product_category and b.pos = (p.first_product + line) % b.among
where p.product_mode = 'many' and line < b.among;

create temp table bench_goods on commit drop as
select i.ticket_id, sum(i.quantity)::int as pieces, string_agg(b.name::text, ' ' order by i.position) as names,
  null::int as product_id, bool_or(i.criteria = 'video') as has_video
from ticket_items i join bench_products b on b.id = i.product_id group by i.ticket_id
union all
select p.id, 1 + floor(11 * power(pg_temp.rnd(p.id, 50), 2))::int, b.name::text, b.id, p.criteria = 'video'
from bench_plan p join bench_products b on b.category = p.product_category and b.pos = p.first_product % b.among
where p.product_mode = 'one';
analyze bench_goods;
`
}

/** The tickets themselves, with the counts of what was said and attached. */
export function ticketsSql(): string {
  return `
insert into tickets (id, title, description, request_type_id, workflow, status, status_since, priority, file_format,
  criteria, quantity, pieces, product_id, requester_id, requesting_department_id, handling_department_id, assignee_id,
  assigned_at, deadline_at, clock_started_at, scheduled_start, scheduled_end, actual_end, revision_count, round,
  brief_version, keywords, department_approved_at, approved_at, rejected_at, started_at, completed_at, confirmed_at,
  comment_count, attachment_count, last_comment_id, created_at, updated_at, deleted_at, deleted_by)
select p.id, left(pg_temp.pick(${list(CAMPAIGNS)}, p.id, 60) || ': ' || pg_temp.pick(${list(THINGS)}, p.id, 61)
      || coalesce(' ' || split_part(g.names, ' ', 1), '') || ', ' || (1 + p.id % 53), 200),
  pg_temp.pick(${list(SENTENCES)}, p.id, 62) || ' ' || pg_temp.pick(${list(SENTENCES)}, p.id, 63)
    || case when p.id % 3 > 0 then E'\\n\\n' || pg_temp.pick(${list(SENTENCES)}, p.id, 64) || ' '
      || pg_temp.pick(${list(SENTENCES)}, p.id, 65) || ' ' || pg_temp.pick(${list(SENTENCES)}, p.id, 66) else '' end,
  p.request_type_id, 'creative', p.status,
  case p.status when 'requested' then p.created_at when 'pending_creative' then p.t1 when 'approved' then p.t2
    when 'in_progress' then p.t4 when 'rejected' then case when p.rejects_first then p.t1 else p.t2 end
    else case when p.is_confirmed then p.t6 else p.t5 end end,
  p.priority, p.file_format, p.criteria, case when p.product_mode <> 'many' then coalesce(g.pieces, 1) end,
  coalesce(g.pieces, 1), g.product_id, p.requester_id, p.requesting_department_id, creative.id,
  case when p.is_assigned or p.proposal_die < 0.2 then p.crew_id end, case when p.is_assigned then p.t3 end,
  case when p.is_assigned then case when p.is_scheduled then p.scheduled_end else p.t3 + interval '1 hour' *
    case p.priority when 'urgent' then case when g.has_video then 3 else 2 end when 'high' then 24 when 'medium' then 72
      else 168 end end end,
  case when p.is_assigned and not p.is_scheduled then p.t3 end, p.scheduled_start, p.scheduled_end,
  case when p.is_scheduled and p.status = 'completed' then p.scheduled_end end, p.revisions, 1, 1, coalesce(g.names, ''),
  case when p.t1 <= pg_temp.base() and not p.rejects_first then p.t1 end, case when p.is_approved then p.t2 end,
  case when p.status = 'rejected' then case when p.rejects_first then p.t1 else p.t2 end end,
  case when p.status in ('in_progress', 'completed') then p.t4 end, case when p.status = 'completed' then p.t5 end,
  case when p.is_confirmed then p.t6 end, coalesce(c.among, 0), coalesce(a.among, 0), c.newest, p.created_at,
  greatest(p.created_at, least(pg_temp.base(), coalesce(c.at, p.created_at)),
    least(pg_temp.base(), coalesce(p.t6, p.t5))),
  case when p.is_trashed then least(pg_temp.base(), p.created_at + interval '5 days') end,
  case when p.is_trashed then p.department_manager_id end
from bench_plan p
cross join (select id from departments where is_creative) creative
left join bench_goods g on g.ticket_id = p.id
left join (select ticket_id, count(*)::int as among, max(id) filter (where not is_internal) as newest, max(created_at) as at
  from comments group by ticket_id) c on c.ticket_id = p.id
left join (select ticket_id, count(*)::int as among from attachments where kind <> 'deliverable' group by ticket_id) a on a.ticket_id = p.id
order by p.id;
`
}

/** Both desks' tickets in the order of their numbers, as a desk that grew would have them. */
export function orderTicketsSql(tickets: number): string {
  return `
cluster tickets using tickets_pkey;
select setval(pg_get_serial_sequence('tickets', 'id'), ${tickets});

-- Somebody who asked for a few things in two years, and nothing more.
update tickets set requester_id = few.id, requesting_department_id = few.department_id
from users few where few.username = 'bench.few' and tickets.deleted_at is null
  and tickets.id % greatest(1, ${tickets} / 5) between 7 and 8 and tickets.assignee_id is distinct from few.id;
`
}
