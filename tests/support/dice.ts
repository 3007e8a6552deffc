export type Dice = ReturnType<typeof makeDice>

/** Mulberry32: the same seed gives the same throws everywhere. */
export function makeDice(seed: number) {
  let state = seed
  const next = () => {
    state = Math.trunc(state + 0x6d2b79f5)
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (most: number) => Math.floor(next() * most)
  return { below, pick: <One>(list: readonly One[]): One => list[below(list.length)] }
}
