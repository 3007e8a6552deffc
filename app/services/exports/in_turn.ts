import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Overloaded } from '#exceptions/overloaded'
import { Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'

/** Exports in one process: each has a connection of its own. */
export const MOST_AT_ONCE = 8

let running = 0

/**
 * Opens a stream as the only one of its person, on every machine, and one of a few in this process, until it has ended.
 * @throws Refusal 429 while one of his runs, Overloaded 503 where too many run, and whatever `open` throws
 */
export async function inTurn<Opened extends { stream: Readable }>(
  actor: Actor,
  open: () => Promise<Opened>
): Promise<Opened> {
  if (running >= MOST_AT_ONCE) throw new Overloaded()
  running++
  return new Promise((resolve, reject) => {
    const run = async () => {
      const opened = await open()
      resolve(opened)
      // Broken off by the reader is an end like any other.
      await finished(opened.stream).catch(() => {})
      return true
    }
    asTheOnlyOne(`export ${actor.by!.id}`, run)
      .finally(() => running--)
      .then((done) => {
        if (done === null) reject(new Refusal('exports.busy', {}, 429))
      }, reject)
  })
}
