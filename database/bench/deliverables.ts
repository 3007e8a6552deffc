/**
 * What the files of finished and running work are versions of: one deliverable for each, a third of them with a second or
 * third version, some with pins that are open where the work runs and checked off where it is done. Run before the tickets
 * are brought in order: it counts on them.
 */
export function deliverablesSql(): string {
  return `
insert into deliverables (ticket_id, name, current_id, versions, next_pin, created_by, created_at)
select ticket_id, name, id, 1, 1, uploader_id, created_at
from attachments where kind = 'deliverable' order by id;

analyze attachments, deliverables;
update attachments a set deliverable_id = d.id, version = 1 from deliverables d where d.current_id = a.id;

insert into attachments (ticket_id, uploader_id, kind, drive_key, name, mime, bytes, sha256, width, height, created_at,
  deliverable_id, version, version_of)
select a.ticket_id, a.uploader_id, a.kind, a.drive_key || '/' || v.version, a.name, a.mime,
  20000 + floor(8e6 * pg_temp.rnd(d.id * 10 + v.version, 83))::bigint, md5(a.sha256 || v.version) || md5(v.version || a.sha256),
  a.width, a.height, a.created_at + v.version * interval '10 minutes', d.id, v.version, a.id
from deliverables d
join attachments a on a.id = d.current_id
cross join lateral generate_series(2, case when pg_temp.rnd(d.id, 84) < 0.08 then 3 when pg_temp.rnd(d.id, 84) < 0.35 then 2 else 1 end)
  as v (version)
order by d.id, v.version;

update deliverables d set current_id = newest.id, versions = newest.version
from (select distinct on (deliverable_id) deliverable_id, id, version from attachments
  where version > 1 order by deliverable_id, version desc) newest
where newest.deliverable_id = d.id;

analyze attachments, deliverables, tickets;
insert into pins (deliverable_id, attachment_id, number, shape, points, author_id, created_at, resolved_at, resolved_by, resolved_on)
select d.id, a.id, n, 'point', jsonb_build_array(jsonb_build_array(round(pg_temp.rnd(d.id * 10 + n, 85)::numeric, 3),
    round(pg_temp.rnd(d.id * 10 + n, 86)::numeric, 3))), t.requester_id, a.created_at + n * interval '1 minute',
  case when t.status = 'completed' then a.created_at + interval '2 hours' end,
  case when t.status = 'completed' then a.uploader_id end, case when t.status = 'completed' then d.current_id end
from deliverables d
join tickets t on t.id = d.ticket_id
join attachments a on a.deliverable_id = d.id and a.version = 1
cross join lateral generate_series(1, case when pg_temp.rnd(d.id, 87) < case t.status when 'completed' then 0.15 else 0.5 end
  then 1 + floor(3 * pg_temp.rnd(d.id, 88))::int else 0 end) n
order by d.id, n;

insert into pin_comments (pin_id, author_id, body, created_at)
select id, author_id, 'Larger, and a touch warmer.', created_at from pins order by id;

update deliverables d set next_pin = p.count + 1, open_pins = p.open
from (select deliverable_id, count(*) as count, count(*) filter (where resolved_at is null) as open from pins group by 1) p
where p.deliverable_id = d.id;

update deliverables d set decision = 'approved', decided_by = t.requester_id, decided_at = t.confirmed_at
from tickets t where t.id = d.ticket_id and t.confirmed_at is not null and d.id % 3 = 0;

insert into proof_decisions (deliverable_id, attachment_id, decision, user_id, is_advice, created_at)
select id, current_id, decision, decided_by, false, decided_at from deliverables where decision is not null order by id;

update tickets t set deliverable_count = d.count, open_pins = d.open
from (select ticket_id, count(*) as count, sum(open_pins) as open from deliverables group by 1) d
where d.ticket_id = t.id;

analyze deliverables, pins, pin_comments, proof_decisions;
`
}
