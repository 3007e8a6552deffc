import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** The channel of the database on which every web process listens. */
export const LIVE_CHANNEL = 'countersign_live'

/** What open pages are told: names and numbers, never content. Each viewer's page asks again with its own rights. */
export interface Announcement {
  /** This ticket changed. */
  ticket?: number
  /** Its status before, when that is another one now: whoever saw it by its status alone is told once more. */
  from?: string
  /** Nothing but a note, or a file of one: only those are told who may read notes. */
  note?: boolean
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

/** Payloads of NOTIFY end at 8,000 bytes: so many ids, of up to ten digits, fit beside all else. */
const MOST_IDS = 700

/** Tells every web process, with the commit, that open pages may be out of date. */
export async function announce(client: QueryClientContract, said: Announcement): Promise<void> {
  for (const payload of payloadsOf(said)) {
    await client.rawQuery('select pg_notify(?, ?)', [LIVE_CHANNEL, JSON.stringify(payload)])
  }
}

/**
 * One, or several where there are more ids than one can carry. What belongs to one ticket (its status and people before)
 * stays beside its number.
 */
export function payloadsOf(said: Announcement): Announcement[] {
  if (idsIn(said) <= MOST_IDS) return [said]
  const { ticket, from, was, note, ...lists } = said
  const parts = Object.entries(lists).flatMap(([name, ids]) =>
    chunks(ids).map((some): Announcement => ({ [name]: some }))
  )
  if (ticket === undefined) return parts
  return [
    ...chunks(was ?? []).map((some) => ({ ticket, note, was: some })),
    { ticket, note, from },
    ...parts,
  ]
}

function idsIn(said: Announcement): number {
  return Object.values(said).reduce<number>(
    (sum, value) => sum + (Array.isArray(value) ? value.length : 0),
    0
  )
}

function chunks(ids: number[]): number[][] {
  const count = Math.ceil(ids.length / MOST_IDS)
  return Array.from({ length: count }, (_, at) => ids.slice(at * MOST_IDS, (at + 1) * MOST_IDS))
}
