import db from '@adonisjs/lucid/services/db'
import { seenOneByOne, someByReason, type ListAsked } from '#services/tickets/list/seen_tickets'

/** A list's count is exact up to here. */
export const MOST_COUNTED = 1000

/**
 * How many tickets a list holds, exactly up to 1,000, and 1,001 for more. Quick where there are many.
 * @param areMany one ticket is looked at after the other; else each reason to see tickets is asked for so many, which ends
 *   soon too where there are fewer than was thought
 */
export async function countList(asked: ListAsked, areMany = true): Promise<number> {
  const most = MOST_COUNTED + 1
  const found = areMany
    ? seenOneByOne(asked, 'enough').select('tickets.id').limit(most)
    : someByReason(asked, most)
  const [row] = await db.from(found.as('found')).count('* as total')
  return Number(row.total)
}

/** The first 1,001 tickets of a list as a query to count; a part of a larger one. */
export function countable(asked: ListAsked): any {
  return seenOneByOne(asked)
    .select('tickets.id')
    .limit(MOST_COUNTED + 1)
}
