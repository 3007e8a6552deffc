import db from '@adonisjs/lucid/services/db'
import { compareTicket, wasKept, type Difference } from '#services/reports/replay/compare_ticket'
import { findUncounted } from '#services/reports/replay/find_uncounted'
import { loadStories } from '#services/reports/replay/load_stories'
import type { Story } from '#services/reports/replay/story'

const AT_ONCE = 200

/**
 * Counts the facts and lengths of every ticket again from its activities and snapshots, and compares them with what
 * reports count by, and whether every ticket has its row. A ticket that changes meanwhile is read again.
 * @param tell is told each difference as it is found
 * @returns how many tickets were looked at, how many differ, and how many kept no snapshot, so that little is told of them
 */
export async function checkFacts(
  tell: (difference: Difference) => void
): Promise<{ tickets: number; differing: number; bare: number }> {
  const uncounted = await findUncounted()
  uncounted.forEach(tell)
  let [last, tickets, differing, bare] = [0, 0, uncounted.length, 0]
  for (;;) {
    const ids = await nextIds(last)
    if (ids.length === 0) return { tickets, differing, bare }
    const stories = await loadStories(ids)
    const found = await differencesOf(stories)
    found.forEach(tell)
    tickets += ids.length
    bare += stories.filter((story) => !wasKept(story)).length
    differing += new Set(found.map(({ ticketId }) => ticketId)).size
    last = ids.at(-1)!
  }
}

/** Facts and activities are read one after the other: what differs is read again, in one moment. */
async function differencesOf(stories: Story[]): Promise<Difference[]> {
  const suspects = stories.filter((story) => compareTicket(story).length > 0)
  if (suspects.length === 0) return []
  const ids = suspects.map(({ ticketId }) => ticketId)
  const held = await db.transaction((trx) => loadStories(ids, trx), {
    isolationLevel: 'repeatable read',
  })
  return held.flatMap(compareTicket)
}

async function nextIds(after: number): Promise<number[]> {
  const rows = await db
    .from('ticket_facts')
    .where('ticket_id', '>', after)
    .orderBy('ticket_id')
    .limit(AT_ONCE)
    .select('ticket_id')
  return rows.map((row) => row.ticket_id as number)
}
