import { setTimeout as sleep } from 'node:timers/promises'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { Processes, type WebProcess } from '#tests/support/server_process'
import { visit, type Answer, type Fields, type Visitor } from '#tests/support/visitor'
import { percentile } from '#tests/support/figures'
import type User from '#models/user'

/** A desk with the usual people, served by real web processes on a database of its own. */
export interface LiveDesk {
  database: FreshDatabase
  processes: Processes
  webs: WebProcess[]
  cast: Cast
  /** A second manager of Marketing. */
  anton: User
  /** The same person at a browser on each web process. */
  visitors: (user: User) => Promise<Visitor[]>
  close: () => Promise<void>
}

/** @param webCount how many web processes serve it */
export async function openDesk(webCount: number, env: NodeJS.ProcessEnv = {}): Promise<LiveDesk> {
  const database = await makeFreshDatabase()
  const restore = await useDatabase(database.url)
  const processes = new Processes({ DATABASE_URL: database.url, ...env })
  const close = async () => {
    processes.showFailures()
    await processes.endAll()
    await restore()
    await database.drop()
  }
  try {
    const cast = await makeCast()
    const anton = await makePerson({ username: 'anton', role: 'manager', department: 'Marketing' })
    const webs = await Promise.all(Array.from({ length: webCount }, () => processes.web()))
    const visitors = (user: User) =>
      Promise.all(
        webs.map(async ({ url }) => {
          const visitor = await visit(user, url)
          await visitor.csrfToken()
          return visitor
        })
      )
    return { database, processes, webs, cast, anton, visitors, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** One form sent by one visitor. */
export interface Press {
  by: Visitor
  path: string
  fields: Fields
  /** Milliseconds to hold it back, so that two of unlike length meet. */
  after?: number
}

/** Sends all at once. */
export async function all(presses: Press[]) {
  const began = performance.now()
  const times: number[] = []
  const answers = await Promise.all(
    presses.map(async ({ by, path, fields, after = 0 }) => {
      if (after > 0) await sleep(after)
      const mine = performance.now()
      const answer = await by.post(path, fields)
      times.push(performance.now() - mine)
      return answer
    })
  )
  return { answers, ms: performance.now() - began, p95: percentile(times, 0.95) }
}

/** How often each status was answered, e.g. { 302: 1, 409: 199 }. */
export function statuses(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
