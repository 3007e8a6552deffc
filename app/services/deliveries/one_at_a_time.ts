/**
 * Hands out one right at a time, in the order it was asked for.
 * @returns a function that waits for the right and answers how to give it back
 */
export function oneAtATime(): () => Promise<() => void> {
  let last: Promise<void> = Promise.resolve()
  return async () => {
    const before = last
    let giveBack!: () => void
    last = new Promise((resolve) => (giveBack = resolve))
    await before
    return giveBack
  }
}
