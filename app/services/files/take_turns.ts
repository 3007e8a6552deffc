/**
 * Runs at most `places` pieces of work at a time; the others wait in their order.
 * @returns a function that runs one piece of work when it is its turn
 */
export function takeTurns(places: number) {
  const waiting: (() => void)[] = []
  let busy = 0
  return async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (busy >= places) await new Promise<void>((resolve) => waiting.push(resolve))
    else busy += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy -= 1
    }
  }
}
