import { clearAsItComes } from '#services/files/clear_as_it_comes'

/**
 * Cuts a stream into pieces of exactly so many bytes; the last one may be shorter, and there is one at least. All of them
 * lie in one and the same buffer: a piece is good until the next one is asked for.
 */
export async function* cutIntoPieces(
  source: AsyncIterable<Uint8Array>,
  size: number
): AsyncGenerator<Buffer> {
  const held = Buffer.allocUnsafeSlow(size)
  let filled = 0
  let hasCut = false
  const clear = clearAsItComes()
  for await (const chunk of source) {
    clear(chunk)
    let rest = chunk
    while (rest.length > 0) {
      const taken = rest.subarray(0, size - filled)
      held.set(taken, filled)
      filled += taken.length
      rest = rest.subarray(taken.length)
      if (filled < size) continue
      yield held
      hasCut = true
      filled = 0
    }
  }
  if (filled > 0 || !hasCut) yield held.subarray(0, filled)
}
