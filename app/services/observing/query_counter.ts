import { AsyncLocalStorage } from 'node:async_hooks'

interface Count {
  queries: number
}

const storage = new AsyncLocalStorage<Count>()

/** Runs a request in a scope of its own; the count grows while it runs. */
export function countQueries<Result>(work: (count: Count) => Result): Result {
  const count = { queries: 0 }
  return storage.run(count, () => work(count))
}

/** Called for every query that goes to the database; ignored outside a counted scope. */
export function noteQuery(): void {
  const count = storage.getStore()
  if (count) count.queries += 1
}
