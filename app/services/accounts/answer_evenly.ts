import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds; more than the work behind a sign-in or a forgotten password takes on a desk that is not overloaded. */
export const EVEN_MS = 250

/**
 * Begins to wait now; what comes of it shall not be told before. A known name costs a few writes more than an unknown
 * one, and three tries are enough to see that in the time of an answer.
 * @returns call and await it before answering
 */
export function answerEvenly(): () => Promise<void> {
  const even = sleep(EVEN_MS)
  return async () => even
}
