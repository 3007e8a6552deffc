/** How many people a department has, and how many of them are managers. */
const CREW = [
  { name: 'Creative', people: 40, managers: 4 },
  { name: 'Marketing', people: 90, managers: 3 },
  { name: 'Sales', people: 80, managers: 3 },
  { name: 'IT', people: 30, managers: 2 },
  { name: 'Finance', people: 30, managers: 1 },
  { name: 'HR', people: 25, managers: 1 },
  { name: 'Operations', people: 55, managers: 2 },
  { name: 'Customer Care', people: 50, managers: 2 },
]

const FIRST =
  'Maria,Ana,Ben,Kim,Joy,Paolo,Carla,Rico,Grace,James,Nadia,Tomas,Daniel,Elena,Marco,Iñigo,Sofía,Luis,Rosa,Miguel,Bea,Jun,Lorna,Vic,Cora,Nestor,Aida,Rey,Gina,Leo'
const LAST =
  'Santos,Reyes,Ocampo,Dela Cruz,Villanueva,Garcia,Mendoza,Bautista,Lim,Whitfield,Flores,Aquino,Brooks,Peña,Muñoz,Navarro,Castillo,Ramos,Torres,Salazar,Domingo,Pascual,Tan,Chua,Rivera,Soriano,Valdez,Ortega,Cruz,Abad'

/** The accounts with a name of their own: one of each kind of viewer. */
export const KNOWN = [
  { username: 'bench.admin', name: 'Adam Admin', role: 'admin', department: 'IT', kind: 'admin' },
  {
    username: 'bench.manager',
    name: 'Mona Marketing',
    role: 'manager',
    department: 'Marketing',
    kind: 'department manager',
  },
  {
    username: 'bench.creative_manager',
    name: 'Cesar Creative',
    role: 'manager',
    department: 'Creative',
    kind: 'creative manager',
  },
  {
    username: 'bench.creative',
    name: 'Kara Creative',
    role: 'member',
    department: 'Creative',
    kind: 'creative',
  },
  {
    username: 'bench.it_manager',
    name: 'Ira It',
    role: 'manager',
    department: 'IT',
    kind: 'manager of a support department',
  },
  {
    username: 'bench.agent',
    name: 'Gus Agent',
    role: 'member',
    department: 'IT',
    kind: 'agent',
  },
  {
    username: 'bench.member',
    name: 'Mel Member',
    role: 'member',
    department: 'Marketing',
    kind: 'member',
  },
  {
    username: 'bench.few',
    name: 'Fina Few',
    role: 'member',
    department: 'Sales',
    kind: 'member with a few tickets',
  },
  {
    username: 'bench.none',
    name: 'Nora None',
    role: 'member',
    department: 'HR',
    kind: 'member without any ticket',
  },
]

/**
 * About 400 people, a few of them deactivated or waiting for approval, and the pools that tickets draw from: requesters
 * (some ask far more than others), the creative crew, and everybody.
 * @param password a password's hash, the same for all
 */
export function peopleSql(password: string): string {
  return `
create temp table bench_names on commit drop as
  select string_to_array('${FIRST}', ',') as first, string_to_array('${LAST}', ',') as last;

insert into users (username, email, first_name, last_name, password, role, department_id, approved_at, deactivated_at,
    created_at, updated_at)
select 'bench.' || g, 'bench.' || g || '@bench.invalid',
  n.first[1 + (g * 7 + d.at) % array_length(n.first, 1)], n.last[1 + (g * 11 + d.at * 3) % array_length(n.last, 1)],
  '${password}', case when g - d.before <= d.managers then 'manager' else 'member' end, dep.id,
  case when pg_temp.rnd(g, 2) < 0.98 then pg_temp.base() - interval '760 days' end,
  case when g - d.before > d.managers and pg_temp.rnd(g, 1) < 0.04 then pg_temp.base() - interval '20 days' end,
  pg_temp.base() - interval '800 days', pg_temp.base() - interval '20 days'
from (values ${crewValues()}) as d (at, name, people, managers, before)
join departments dep on dep.name = d.name
cross join bench_names n
cross join lateral generate_series(d.before + 1, d.before + d.people) g;

insert into users (username, email, first_name, last_name, password, role, department_id, approved_at, created_at, updated_at)
select k.username, k.username || '@bench.invalid', split_part(k.name, ' ', 1), split_part(k.name, ' ', 2),
  '${password}', k.role, dep.id, pg_temp.base() - interval '760 days', pg_temp.base() - interval '800 days', pg_temp.base()
from (values ${KNOWN.map((k) => `('${k.username}', '${k.name}', '${k.role}', '${k.department}')`).join(', ')})
  as k (username, name, role, department)
join departments dep on dep.name = k.department;

update users set role = 'admin' where username in ('bench.150', 'bench.220');
update departments d set manager_id = (
  select u.id from users u where u.department_id = d.id and u.role = 'manager' and u.approved_at is not null
  order by u.username like 'bench.%manager' desc, u.id limit 1);

create temp table bench_requesters on commit drop as
  select (row_number() over (order by pg_temp.rnd(u.id, 3)) - 1)::int as pos, u.id, u.department_id, d.is_creative,
    u.role = 'manager' as manages, d.manager_id
  from users u join departments d on d.id = u.department_id
  where u.approved_at is not null and u.username not in ('bench.few', 'bench.none')
    and not (d.is_creative and pg_temp.rnd(u.id, 4) < 0.7);
create temp table bench_crew on commit drop as
  select (row_number() over (order by u.id) - 1)::int as pos, u.id
  from users u join departments d on d.id = u.department_id
  where d.is_creative and u.approved_at is not null and u.role = 'member';
create temp table bench_everybody on commit drop as
  select (row_number() over (order by id) - 1)::int as pos, id from users
  where approved_at is not null and deactivated_at is null and username <> 'bench.none';
analyze bench_requesters; analyze bench_crew; analyze bench_everybody;
`
}

function crewValues(): string {
  let before = 0
  return CREW.map(({ name, people, managers }, at) => {
    const row = `(${at}, '${name}', ${people}, ${managers}, ${before})`
    before += people
    return row
  }).join(', ')
}
