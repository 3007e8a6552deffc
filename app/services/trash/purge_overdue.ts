import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { NotFound, Refusal } from '#exceptions/refusals'
import { system } from '#services/actor'
import clock from '#services/clock'
import { readSettings } from '#services/settings/read_settings'
import { purgeTicket } from '#services/trash/purge_ticket'

/** Most tickets that one run purges; the rest comes with the next one. */
const MOST = 500

/**
 * Purges what lay in the trash longer than the setting allows, the oldest first, each in its own transaction. Another
 * worker at the same ticket is passed by; what cannot go now is tried again with the next run.
 * @returns the numbers that are gone
 */
export async function purgeOverdue(signal?: AbortSignal): Promise<number[]> {
  const { trashDays } = await readSettings()
  if (trashDays === 0) return []
  const trashedBefore = clock.now().minus({ days: trashDays }).toJSDate()
  const rows = await db
    .from('tickets')
    .whereNotNull('deleted_at')
    .where('deleted_at', '<', trashedBefore)
    .orderBy('deleted_at')
    .limit(MOST)
    .select('id')
  const purged: number[] = []
  for (const { id } of rows) {
    if (signal?.aborted) break
    if (await purge(id, trashedBefore)) purged.push(id)
  }
  return purged
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
