import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** The channel of the database on which every web process listens. */
export const LIVE_CHANNEL = 'countersign_live'

/** What open pages are told: names and numbers, never content. Each viewer's page asks again with its own rights. */
export interface Announcement {
  /** This ticket changed. */
  ticket?: number
  /** Its status before, when that is another one now: whoever saw it by its status alone is told once more. */
  from?: string
  /** People who were on it before the change, and may not see it any more. */
  was?: number[]
  /** These changed, too. */
  tickets?: number[]
  /** The notifications of these people changed. */
  people?: number[]
  /** Sessions of these people ended: their streams are looked at. */
  ended?: number[]
  /** Who looks at these tickets changed. */
  looking?: number[]
}

/** Payloads of NOTIFY end at 8,000 bytes. */
const MOST_IDS = 700

/** Tells every web process, with the commit, that open pages may be out of date. */
export async function announce(client: QueryClientContract, said: Announcement): Promise<void> {
  for (const payload of payloadsOf(said)) {
    await client.rawQuery('select pg_notify(?, ?)', [LIVE_CHANNEL, JSON.stringify(payload)])
  }
}

/** One, or several where a list is too long for one. */
function payloadsOf(said: Announcement): Announcement[] {
  const long = (['tickets', 'people'] as const).find((name) => (said[name]?.length ?? 0) > MOST_IDS)
  if (!long) return [said]
  const ids = said[long]!
  return [
    ...payloadsOf({ ...said, [long]: ids.slice(0, MOST_IDS) }),
    ...payloadsOf({ [long]: ids.slice(MOST_IDS) }),
  ]
}
