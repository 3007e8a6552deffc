import db from '@adonisjs/lucid/services/db'
import LoginAttempt from '#models/login_attempt'
import User from '#models/user'
import { describeAgent } from '#services/accounts/describe_agent'
import type { Result } from '#services/accounts/sign_in'
import { MOST_COUNTED } from '#services/lists/pager'

export interface AttemptFilter {
  /** The typed name, or the address, from its beginning. */
  q?: string
  result?: Result
  page?: number
  /** Rows on a page. */
  size?: number
}

export const ATTEMPTS_SIZE = 50

/** One page of sign-in attempts, newest first, with the people they were for. Three queries. */
export async function listAttempts(filter: AttemptFilter) {
  const { page = 1, size = ATTEMPTS_SIZE } = filter
  const attempts = await filtered(LoginAttempt.query(), filter)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .offset((page - 1) * size)
    .limit(size)
  const counted = filtered(db.from('login_attempts').select(db.raw('1')), filter).limit(
    MOST_COUNTED + 1
  )
  const row = await db.from(counted.as('attempts')).count('* as count').first()
  return { rows: await withPeople(attempts), total: Number(row.count) }
}

/** The newest attempts with these filters before one of them, so many; two queries. */
export async function readAttempts(filter: AttemptFilter, before: string | null, most: number) {
  const attempts = await filtered(LoginAttempt.query(), filter)
    .select('*', db.raw(`created_at::text || ' ' || id as place`))
    .if(before, (query) => {
      const at = before!.lastIndexOf(' ')
      const [moment, id] = [before!.slice(0, at), Number(before!.slice(at))]
      query.whereRaw('(created_at, id) < (?::timestamptz, ?)', [moment, id])
    })
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
  return { rows: await withPeople(attempts), last: attempts.at(-1)?.$extras.place ?? null }
}

async function withPeople(attempts: LoginAttempt[]) {
  const ids = [...new Set(attempts.flatMap(({ userId }) => (userId ? [userId] : [])))]
  const people = await User.query().whereIn('id', ids)
  const byId = new Map(people.map((person) => [person.id, person]))
  return attempts.map((attempt) => ({
    attempt,
    person: byId.get(attempt.userId ?? 0) ?? null,
    browser: nameOf(attempt.agent),
  }))
}

function nameOf(agent: string): string {
  const { browser, system } = describeAgent(agent)
  return [browser, system].filter(Boolean).join(', ')
}

function filtered<Query>(query: Query, { q, result }: AttemptFilter): Query {
  const builder = query as any
  if (result) builder.where('result', result)
  if (q) {
    const start = `${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    builder.whereRaw('(name ilike ? or address like ?)', [start, start])
  }
  return query
}
