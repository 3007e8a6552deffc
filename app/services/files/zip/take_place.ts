import { Overloaded } from '#exceptions/overloaded'
import { Refusal } from '#exceptions/refusals'

/** Archives that are written at once: in one process, and for one person. */
export const MOST_AT_ONCE = { all: 12, person: 2 }

const running = new Map<number, number>()
let all = 0

/**
 * Takes a place for an archive of this person.
 * @returns how to give it back, once or more often
 * @throws Refusal 429 while he has as many as one may have, Overloaded 503 where too many are written
 */
export function takePlace(personId: number): () => void {
  const his = running.get(personId) ?? 0
  if (his >= MOST_AT_ONCE.person) throw new Refusal('files.zip_busy', {}, 429)
  if (all >= MOST_AT_ONCE.all) throw new Overloaded()
  running.set(personId, his + 1)
  all += 1
  let isGiven = false
  return () => {
    if (isGiven) return
    isGiven = true
    all -= 1
    const left = running.get(personId)! - 1
    if (left > 0) running.set(personId, left)
    else running.delete(personId)
  }
}
