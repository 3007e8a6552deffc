import { NotFound } from '#exceptions/refusals'
import type { Blob } from '#services/files/open_blob'

/** How often a broken line is taken up again without a single byte in between. */
const TRIES = 3

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
    }
  }
}
