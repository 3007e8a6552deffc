import db from '@adonisjs/lucid/services/db'
import { seenOneByOne, type ListAsked } from '#services/tickets/list/seen_tickets'

/** A list's count is exact up to here. */
export const MOST_COUNTED = 1000

/** How many tickets a list holds, exactly up to 1,000, and 1,001 for more. Quick where there are many. */
export async function countList(asked: ListAsked): Promise<number> {
  const [row] = await db.from(countable(asked, true).as('found')).count('* as total')
  return Number(row.total)
}

/**
 * The first 1,001 tickets of a list as a query to count; also a part of a larger one.
 * @param isWalked tickets are looked at one after the other, because many belong
 */
export function countable(asked: ListAsked, isWalked = false): any {
  return seenOneByOne(asked, isWalked)
    .select('tickets.id')
    .limit(MOST_COUNTED + 1)
}
