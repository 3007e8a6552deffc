import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import { system } from '#services/actor'
import clock from '#services/clock'
import { readSettings } from '#services/settings/read_settings'
import { transitionTicket } from '#services/tickets/transition_ticket'

/** Tickets of one run; the next minute goes on. */
const MOST = 100

/**
 * Confirms completed work that its requester left without a word for longer than the settings allow. Off by default.
 * @returns how many were confirmed
 */
export async function confirmForRequesters(): Promise<number> {
  const { confirmAfterDays } = await readSettings()
  if (confirmAfterDays <= 0) return 0
  const rows = await db
    .from('tickets')
    .where({ status: 'completed', workflow: 'creative' })
    .whereNull('confirmed_at')
    .whereNull('deleted_at')
    .where('completed_at', '<=', clock.now().minus({ days: confirmAfterDays }).toJSDate())
    .orderBy('completed_at')
    .limit(MOST)
    .select('id')
  let confirmed = 0
  for (const { id } of rows) confirmed += await confirm(id)
  return confirmed
}

/** Somebody who was faster (the requester, another worker) is no error. */
async function confirm(ticketId: number): Promise<number> {
  try {
    await transitionTicket(ticketId, 'confirm', {}, system)
    return 1
  } catch (error) {
    if (error instanceof Refusal) return 0
    throw error
  }
}
