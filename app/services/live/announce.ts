import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** The channel of the database on which every web process listens. */
export const LIVE_CHANNEL = 'countersign_live'

/** What open pages are told: names and numbers, never content. Each viewer's page asks again with its own rights. */
export interface Announcement {
  /** This ticket changed. */
  ticket?: number
  /** The notifications of these people changed. */
  people?: number[]
}

/** Payloads of NOTIFY end at 8,000 bytes. */
const MOST_PEOPLE = 800

/** Tells every web process, with the commit, that open pages may be out of date. */
export async function announce(trx: TransactionClientContract, said: Announcement): Promise<void> {
  const { people = [], ...rest } = said
  const first = people.slice(0, MOST_PEOPLE)
  const payload = JSON.stringify({ ...rest, ...(first.length > 0 ? { people: first } : {}) })
  await trx.rawQuery('select pg_notify(?, ?)', [LIVE_CHANNEL, payload])
  if (people.length > MOST_PEOPLE) await announce(trx, { people: people.slice(MOST_PEOPLE) })
}
