import { setTimeout as sleep } from 'node:timers/promises'

/** Seconds; a database that is started anew is back by then, and the lease of a delivery lasts a little longer. */
const PATIENCE = 75

/**
 * Writes down that a message is out, each second anew until it is written: a database that is away must not make it go
 * twice.
 * @param work may be done several times: an answer that was lost says nothing of what was written
 * @throws what hindered it in the end
 */
export async function stubbornly(work: () => Promise<void>): Promise<void> {
  for (let left = PATIENCE; ; left--) {
    try {
      return await work()
    } catch (error) {
      if (left === 0) throw error
      await sleep(1000)
    }
  }
}
