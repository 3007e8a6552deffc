import { REMARKS, list } from '#database/bench/phrases'
import { supportFilesSql, supportSaidSql } from '#database/bench/support_trail'

/** About five comments a ticket with a long tail (one in a few thousand has hundreds), and the rows of its files. */
export function talkSql(): string {
  return `
insert into comments (ticket_id, user_id, body, is_internal, created_at)
select said.id,
  case when internal then case when turn % 2 = 0 then said.crew_id else manager.manager_id end
    when die < 0.45 then said.requester_id when die < 0.85 then said.crew_id
    else coalesce(said.department_manager_id, said.requester_id) end,
  pg_temp.pick(${list(REMARKS)}, said.id * 1000 + turn, 74)
    || case when die < 0.2 then ' ' || pg_temp.pick(${list(REMARKS)}, said.id * 1000 + turn, 75) else '' end,
  internal, at as created_at
from (
  select p.id, p.requester_id, p.crew_id, p.department_manager_id, turn, pg_temp.rnd(p.id * 1000 + turn, 72) as die,
    pg_temp.rnd(p.id * 1000 + turn, 73) < 0.12 as internal,
    p.created_at + (least(pg_temp.base(), p.t5) - p.created_at) * (turn::float8 / (among + 1)) as at
  from (select *, case when id % 4001 = 17 then 400 else least(80, floor(-5.3 * ln(1 - pg_temp.rnd(id, 70))))::int end as among
    from bench_plan) p
  cross join lateral generate_series(1, among) turn
) said
cross join (select manager_id from departments where is_creative) manager
union all ${supportSaidSql()}
order by created_at;

update comments c set parent_id = earlier.id from (
  select id, lag(id) over (partition by ticket_id, is_internal order by id) as id_before, ticket_id from comments
) earlier_of join comments earlier on earlier.id = earlier_of.id_before
where c.id = earlier_of.id and c.id % 5 = 0 and earlier.parent_id is null;

insert into attachments (ticket_id, uploader_id, kind, drive_key, name, mime, bytes, sha256, width, height, created_at)
select p.id, case when kind = 'brief' then p.requester_id else p.crew_id end, kind,
  'bench/' || kind || '/' || p.id || '/' || n, kind || '-' || n || case when n % 3 = 2 then '.mp4' else '.png' end,
  case when n % 3 = 2 then 'video/mp4' else 'image/png' end, 20000 + floor(8e6 * pg_temp.rnd(p.id * 10 + n, 80))::bigint,
  md5(p.id || kind || n) || md5(n || kind || p.id), 1080, 1080, case when kind = 'brief' then p.created_at else least(p.t5, pg_temp.base()) end
from bench_plan p
cross join lateral (
  select 'brief' as kind, n from generate_series(1, floor(3 * power(pg_temp.rnd(p.id, 81), 2))::int) n
  union all
  select 'deliverable', n from generate_series(1, 1 + floor(2 * pg_temp.rnd(p.id, 82))::int) n
    where p.status = 'completed' or (p.status = 'in_progress' and pg_temp.rnd(p.id, 89) < 0.5)
) files;
${supportFilesSql()}`
}
