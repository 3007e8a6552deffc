import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { NotFound, Refusal } from '#exceptions/refusals'
import { system } from '#services/actor'
import clock from '#services/clock'
import { readSettings } from '#services/settings/read_settings'
import { purgeTicket } from '#services/trash/purge_ticket'

/** Most tickets that one run purges; the rest comes with the next one. What cannot go now does not count. */
const MOST = 500

/**
 * Purges what lay in the trash longer than the setting allows, the oldest first, each in its own transaction. Another
 * worker at the same ticket is passed by; what cannot go now is tried again with the next run, and stops nothing behind it.
 * @returns the numbers that are gone
 */
export async function purgeOverdue(signal?: AbortSignal, most = MOST): Promise<number[]> {
  const { trashDays } = await readSettings()
  if (trashDays === 0) return []
  const trashedBefore = clock.now().minus({ days: trashDays }).toJSDate()
  const purged: number[] = []
  let found = await overdue(trashedBefore, most)
  while (found.length > 0) {
    for (const { id } of found) {
      if (signal?.aborted || purged.length === most) return purged
      if (await purge(id, trashedBefore)) purged.push(id)
    }
    found = await overdue(trashedBefore, most, found.at(-1))
  }
  return purged
}

/** `since` to the microsecond, which a Date does not know. */
interface Overdue {
  id: number
  since: string
}

async function overdue(before: Date, count: number, after?: Overdue): Promise<Overdue[]> {
  const query = db
    .from('tickets')
    .whereNotNull('deleted_at')
    .where('deleted_at', '<', before)
    .orderBy('deleted_at')
    .orderBy('id')
    .limit(count)
    .select('id', db.raw('deleted_at::text as since'))
  if (after) query.whereRaw('(deleted_at, id) > (?::timestamptz, ?)', [after.since, after.id])
  return query
}

async function purge(ticketId: number, trashedBefore: Date): Promise<boolean> {
  try {
    await purgeTicket(ticketId, system, { trashedBefore, skipLocked: true })
    return true
  } catch (error) {
    if (error instanceof NotFound) return false
    if (error instanceof Refusal) {
      logger.info({ ticket: ticketId, why: error.key }, 'a trashed ticket is purged later')
      return false
    }
    logger.error({ err: error, ticket: ticketId }, 'a trashed ticket could not be purged')
    return false
  }
}
