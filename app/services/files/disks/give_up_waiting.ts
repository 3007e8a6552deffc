import { Readable } from 'node:stream'

/**
 * A stream that breaks when the next piece does not come in time. What its reader takes to ask for it does not count.
 * @param patience in milliseconds
 */
export function giveUpWaiting(source: Readable, patience: number): Readable {
  async function* pieces() {
    const iterator = source[Symbol.asyncIterator]()
    for (;;) {
      const timer = setTimeout(() => source.destroy(new Error('The line fell silent.')), patience)
      const { done, value } = await iterator.next().finally(() => clearTimeout(timer))
      if (done) return
      yield value
    }
  }
  const stream = Readable.from(pieces(), { objectMode: false })
  return stream.once('close', () => source.destroy())
}
