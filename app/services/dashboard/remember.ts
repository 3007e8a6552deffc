const SECONDS = 5
const MOST = 2000

const kept = new Map<string, { until: number; value: Promise<unknown> }>()

/**
 * Keeps an answer for one person for five seconds in this process (shared/pages, lists), so that a reload costs nothing;
 * two askers at once share one query. His own writes drop it (`forget`); a failure is never kept.
 */
export function remember<Value>(
  viewerId: number,
  name: string,
  ask: () => Promise<Value>
): Promise<Value> {
  const key = `${viewerId}:${name}`
  const found = kept.get(key)
  if (found && found.until > performance.now()) return found.value as Promise<Value>
  const value = ask()
  kept.delete(key)
  kept.set(key, { until: performance.now() + SECONDS * 1000, value })
  value.catch(() => kept.delete(key))
  if (kept.size > MOST) kept.delete(kept.keys().next().value!)
  return value
}

/** Drops what is kept for a person who has just changed something; without a person, everything. */
export function forget(viewerId?: number): void {
  if (viewerId === undefined) return kept.clear()
  for (const key of kept.keys()) if (key.startsWith(`${viewerId}:`)) kept.delete(key)
}
