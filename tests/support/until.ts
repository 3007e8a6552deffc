import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits until a condition holds, asking again and again: tests wait for what happens, never for time.
 * @returns how long it took, in milliseconds
 * @throws with the words of `what` when it never does
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  seconds = 30
): Promise<number> {
  const began = performance.now()
  while (!(await holds())) {
    if (performance.now() - began > seconds * 1000) throw new Error(`never: ${what}`)
    await sleep(20)
  }
  return performance.now() - began
}
