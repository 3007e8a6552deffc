import type { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import Ticket from '#models/ticket'
import { NotFound, Refusal } from '#exceptions/refusals'
import { system } from '#services/actor'
import clock from '#services/clock'
import { readSettings } from '#services/settings/read_settings'
import { transitionTicket } from '#services/tickets/transition_ticket'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

const AT_ONCE = 200

/**
 * Closes resolved tickets that nobody opened again for the days of the setting. One that moved meanwhile, or that another
 * worker closed, is passed over.
 * @returns how many were closed
 */
export async function closeResolved(): Promise<number> {
  const { closeAfterDays } = await readSettings()
  if (closeAfterDays === 0) return 0
  const limit = clock.now().minus({ days: closeAfterDays })
  const tickets = await Ticket.query()
    .whereNull('deletedAt')
    .where('status', 'resolved')
    .where('resolvedAt', '<', limit.toJSDate())
    .orderBy('resolvedAt')
    .limit(AT_ONCE)
    .select('id')
  let closed = 0
  for (const { id } of tickets) {
    try {
      await transitionTicket(id, 'close', { alongside: stillSince(limit) }, system)
      closed += 1
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      logger.info({ ticket: id, reason: error.key }, 'not closed automatically')
    }
  }
  return closed
}

/** It may have been opened and resolved again since it was found. */
function stillSince(limit: DateTime) {
  return async ({ ticket }: LockedTicket) => {
    if (ticket.resolvedAt && ticket.resolvedAt >= limit) throw new NotFound()
  }
}
