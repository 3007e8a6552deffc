/** Gives a function that runs pieces of work, so many at a time; the others wait in their order. */
export function takeTurns(places) {
  const waiting = []
  let busy = 0
  return async (work) => {
    if (busy >= places) await new Promise((resolve) => waiting.push(resolve))
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
