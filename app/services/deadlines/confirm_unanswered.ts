import logger from '@adonisjs/core/services/logger'
import Ticket from '#models/ticket'
import { Refusal } from '#exceptions/refusals'
import { system } from '#services/actor'
import clock from '#services/clock'
import { readSettings } from '#services/settings/read_settings'
import { transitionTicket } from '#services/tickets/transition_ticket'

const AT_ONCE = 200

/**
 * Confirms completed tickets whose requester did not answer for the days of the setting; off by default. A ticket that
 * moved meanwhile is passed over.
 * @returns how many were confirmed
 */
export async function confirmUnanswered(): Promise<number> {
  const { confirmAfterDays } = await readSettings()
  if (confirmAfterDays === 0) return 0
  const limit = clock.now().minus({ days: confirmAfterDays })
  const tickets = await Ticket.query()
    .whereNull('deletedAt')
    .where('status', 'completed')
    .whereNull('confirmedAt')
    .where('completedAt', '<', limit.toJSDate())
    .orderBy('completedAt')
    .limit(AT_ONCE)
    .select('id')
  let confirmed = 0
  for (const { id } of tickets) {
    try {
      await transitionTicket(id, 'confirm', {}, system)
      confirmed += 1
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      logger.info({ ticket: id, reason: error.key }, 'not confirmed automatically')
    }
  }
  return confirmed
}
