import { setImmediate as breathe } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { compareTicket, type Difference } from '#services/reports/replay/compare_ticket'
import { loadStories } from '#services/reports/replay/load_stories'

const AT_ONCE = 500

/**
 * Counts the facts and lengths of every ticket again from its activities and snapshots, and compares them with what
 * reports count by. A ticket that changes meanwhile is read again.
 * @param tell is told each difference as it is found
 * @returns how many tickets were looked at, and how many differ
 */
export async function checkFacts(
  tell: (difference: Difference) => void,
  { pause }: { pause?: boolean } = {}
): Promise<{ tickets: number; differing: number }> {
  let [last, tickets, differing] = [0, 0, 0]
  for (;;) {
    const ids = await nextIds(last)
    if (ids.length === 0) return { tickets, differing }
    const found = await compareAll(ids)
    found.forEach(tell)
    tickets += ids.length
    differing += new Set(found.map(({ ticketId }) => ticketId)).size
    last = ids.at(-1)!
    if (pause) await breathe()
  }
}

/** Differences of these tickets. Facts and activities are read one after the other: what differs is read a second time. */
export async function compareAll(ids: number[]): Promise<Difference[]> {
  const stories = await loadStories(ids)
  const suspects = stories.filter((story) => compareTicket(story).length > 0)
  if (suspects.length === 0) return []
  const again = suspects.map(({ ticketId }) => ticketId)
  const held = await db.transaction((trx) => loadStories(again, trx), {
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
