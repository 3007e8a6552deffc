import db from '@adonisjs/lucid/services/db'
import User, { type Role } from '#models/user'
import clock from '#services/clock'
import { MOST_COUNTED } from '#services/lists/pager'

export const STATES = ['waiting', 'active', 'locked', 'deactivated', 'declined'] as const
export type PersonState = (typeof STATES)[number]

export interface PeopleFilter {
  /** Part of a name, username or address. */
  q?: string
  role?: Role
  department?: number
  state?: PersonState
  page?: number
  /** Rows on a page. */
  size?: number
  /** Only people of these departments. */
  within?: number[]
}

export const PEOPLE_SIZE = 25

/** What stands beside a name in the list. */
export function stateOf(person: User): PersonState {
  if (person.deactivatedAt) return 'deactivated'
  if (!person.approvedAt) return person.declinedAt ? 'declined' : 'waiting'
  const until = person.lockedUntil
  return person.adminLockedAt || (until && until > clock.now()) ? 'locked' : 'active'
}

/** One page of people with their departments: who waits for approval first, who left last. Three queries. */
export async function listPeople(filter: PeopleFilter) {
  const { page = 1, size = PEOPLE_SIZE } = filter
  const people = await sorted(filtered(User.query(), filter))
    .preload('department')
    .offset((page - 1) * size)
    .limit(size)
  const counted = filtered(db.from('users').select(db.raw('1')), filter).limit(MOST_COUNTED + 1)
  const row = await db.from(counted.as('people')).count('* as count').first()
  return { people, total: Number(row.count) }
}

/** The ids of all people with these filters in the order of the list, at most so many. */
export async function findPeopleIds(filter: PeopleFilter, most: number): Promise<number[]> {
  const rows = await sorted(filtered(db.from('users').select('id'), filter)).limit(most)
  return rows.map((row: { id: number }) => row.id)
}

/** People of these ids with their departments, in that order, as far as they fit the filters now. Two queries. */
export async function readPeople(ids: number[], filter: PeopleFilter): Promise<User[]> {
  const people: User[] = await filtered(User.query().whereIn('id', ids), filter).preload(
    'department'
  )
  const byId = new Map(people.map((person) => [person.id, person]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

function sorted(query: any) {
  return query
    .orderByRaw(
      `case when deactivated_at is not null then 3 when approved_at is not null then 2
        when declined_at is not null then 4 else 1 end`
    )
    .orderByRaw(`case when approved_at is null then created_at end desc nulls last`)
    .orderBy(['first_name', 'last_name', 'id'])
}

function filtered<Query>(
  query: Query,
  { q, role, department, state, within }: PeopleFilter
): Query {
  const builder = query as any
  if (q) {
    const part = `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    builder.whereRaw(
      `(plain_text(first_name || ' ' || last_name) ilike plain_text(?) or username::text ilike ? or email::text ilike ?)`,
      [part, part, part]
    )
  }
  if (within) builder.whereIn('department_id', within)
  if (role) builder.where('role', role)
  if (department) builder.where('department_id', department)
  if (state) builder.whereRaw(CONDITIONS[state], { now: clock.now().toJSDate() })
  return query
}

const CONDITIONS: Record<PersonState, string> = {
  waiting: 'approved_at is null and declined_at is null and deactivated_at is null',
  active: 'approved_at is not null and deactivated_at is null',
  locked: '(admin_locked_at is not null or locked_until > :now) and deactivated_at is null',
  deactivated: 'deactivated_at is not null',
  declined: 'approved_at is null and declined_at is not null',
}
