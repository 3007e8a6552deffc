import { addUp, NOTHING, type Sums } from '#services/reports/sum_facts'

/** Adds sums with the same key. */
export function addUpBy<Key>(parts: { key: Key; sums: Sums }[]): Map<Key, Sums> {
  const sums = new Map<Key, Sums>()
  for (const { key, sums: more } of parts) sums.set(key, addUp([sums.get(key) ?? NOTHING, more]))
  return sums
}
