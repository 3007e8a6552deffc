import type { FreshDatabase } from '#tests/support/fresh_database'
import { figureOf } from '#tests/support/live'
import type { Processes, WebProcess } from '#tests/support/server_process'
import { until } from '#tests/support/until'

/** Web processes in good health and the database they work on. */
export interface RestingDesk {
  database: FreshDatabase
  processes: Processes
  webs: WebProcess[]
}

/** Numbers of people and tickets begin higher each time: what a process remembers of a number for some seconds is nobody's. */
const APART = 10_000

let resting: RestingDesk | null = null
let count = 0

/** Keeps the web processes of a desk for the next one; an earlier one's go. */
export async function rest(desk: RestingDesk): Promise<void> {
  await endResting()
  resting = desk
}

/**
 * Hands out the processes that rest, if any do, on a database made anew: starting a process costs as much as a hundred
 * requests.
 */
export async function wakeResting(): Promise<RestingDesk | null> {
  const desk = resting
  resting = null
  if (!desk) return null
  await desk.database.renew()
  count += 1
  for (const table of ['users', 'tickets']) {
    await desk.database.rows(`select setval(pg_get_serial_sequence($1, 'id'), $2)`, [
      table,
      count * APART,
    ])
  }
  for (const web of desk.webs) {
    // They have noticed that all their connections were cut when they listen again.
    await until(
      async () => (await figureOf('countersign_live_listening', web.url)) === 1,
      'it listens to the database made anew'
    )
    web.forget()
  }
  return desk
}

/** Ends what rests, at the end of a suite. */
export async function endResting(): Promise<void> {
  const desk = resting
  resting = null
  if (!desk) return
  await desk.processes.endAll()
  await desk.database.drop()
}
