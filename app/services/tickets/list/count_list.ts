import db from '@adonisjs/lucid/services/db'
import { seenOneByOne, type ListAsked, type Way } from '#services/tickets/list/seen_tickets'

/** A list's count is exact up to here. */
export const MOST_COUNTED = 1000

/** How many tickets a list holds, exactly up to 1,000, and 1,001 for more. Quick where there are many. */
export async function countList(asked: ListAsked): Promise<number> {
  const [row] = await db.from(countable(asked, 'enough').as('found')).count('* as total')
  return Number(row.total)
}

/**
 * The first 1,001 tickets of a list as a query to count; also a part of a larger one.
 * @param way `enough` where many belong
 */
export function countable(asked: ListAsked, way: Way = 'whole'): any {
  return seenOneByOne(asked, way)
    .select('tickets.id')
    .limit(MOST_COUNTED + 1)
}
