import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Collect = (options: { type: 'minor' }) => void

const EVERY = 8 * 1024 * 1024

setFlagsFromString('--expose-gc')
const collect: Collect = runInNewContext('gc')

/**
 * Buffers that passed through lie outside the heap, and V8 lets some sixty megabytes of them pile up before it looks: a large
 * upload would take as much memory as it has bytes. Call it with each chunk; it has the young ones collected now and then,
 * which takes a millisecond.
 */
export function clearAsItComes(): (chunk: { length: number }) => void {
  let bytes = 0
  return ({ length }) => {
    bytes += length
    if (bytes < EVERY) return
    bytes = 0
    collect({ type: 'minor' })
  }
}
