import { Transform } from 'node:stream'

/** How long a reader may take nothing of what waits for him, in milliseconds. */
export const PATIENCE = 60_000

/**
 * What is written into it, for a reader who goes on reading: once he has left a piece untouched for that long, it breaks off
 * with an error. Waiting for what is not written yet does not count.
 */
export function whileRead(patience: number = PATIENCE): Transform {
  let timer: NodeJS.Timeout
  const through = new Transform({
    transform(chunk, _encoding, pass) {
      timer.refresh()
      pass(null, chunk)
    },
    destroy(error, done) {
      clearTimeout(timer)
      done(error)
    },
  })
  timer = setTimeout(() => {
    if (through.readableLength > 0) through.destroy(new Error('The reader has stopped reading'))
    else timer.refresh()
  }, patience)
  timer.unref()
  return through
}
