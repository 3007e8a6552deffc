import { setTimeout as sleep } from 'node:timers/promises'
import { makeCast, makePerson, type Cast } from '#tests/support/people'
import { makeFreshDatabase, useDatabase, type FreshDatabase } from '#tests/support/fresh_database'
import { rest, wakeResting } from '#tests/support/resting_desk'
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
  /** Closes it too, but lets its web processes rest for the next desk: for who did nothing to them but use them. */
  handOver: () => Promise<void>
}

/**
 * @param webCount how many web processes serve it; those of an earlier desk of this run go on with it, unless `env` asks for
 *   other ones
 */
export async function openDesk(webCount: number, env: NodeJS.ProcessEnv = {}): Promise<LiveDesk> {
  const isUsual = webCount > 0 && Object.keys(env).length === 0
  const rested = isUsual ? await wakeResting() : null
  const database = rested?.database ?? (await makeFreshDatabase())
  const restore = await useDatabase(database.url)
  const processes = rested?.processes ?? new Processes({ DATABASE_URL: database.url, ...env })
  const webs = rested?.webs ?? []
  const end = async () => {
    processes.showFailures()
    await restore()
  }
  const close = async () => {
    await end()
    await processes.endAll()
    await database.drop()
  }
  const handOver = async () => {
    await end()
    const healthy = webs.filter((web) => web.isAlive())
    await rest({ database, processes, webs: healthy })
  }
  try {
    const cast = await makeCast()
    const anton = await makePerson({ username: 'anton', role: 'manager', department: 'Marketing' })
    while (webs.length > webCount) await webs.pop()!.end('SIGKILL')
    const missing = Array.from({ length: webCount - webs.length }, () => processes.web())
    webs.push(...(await Promise.all(missing)))
    const visitors = (user: User) =>
      Promise.all(
        webs.map(async ({ url }) => {
          const visitor = await visit(user, url)
          await visitor.csrfToken()
          return visitor
        })
      )
    return { database, processes, webs, cast, anton, visitors, close, handOver }
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
