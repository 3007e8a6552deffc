import { setTimeout as sleep } from 'node:timers/promises'
import { NotFound } from '#exceptions/refusals'
import type { Blob } from '#services/files/open_blob'

/** How often a broken line is taken up again without a single byte in between. */
const TRIES = 4
/** Milliseconds, four times as long each time: 0.1, 0.4, 1.6 and 6.4 seconds. */
const PAUSE = 25

/** All bytes of a blob; where the line to it breaks, it goes on from there. */
export async function* readWhole({ bytes, read }: Blob): AsyncGenerator<Buffer> {
  let at = 0
  for (let tries = 0; at < bytes;) {
    try {
      for await (const chunk of await read(at)) {
        at += chunk.length
        tries = 0
        yield chunk
      }
      if (at < bytes) throw new Error('A stored file ended early.')
    } catch (error) {
      tries += 1
      if (tries > TRIES || error instanceof NotFound) throw error
      await sleep(PAUSE * 4 ** tries)
    }
  }
}
