import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import { NEVER_MUTED } from '#services/notifications/events'
import { findTicket } from '#services/tickets/find_ticket'

/**
 * Tells a person no more of a ticket than what waits for him, what becomes his work and where somebody mentions him.
 * What he would have been told already and is still held back is dropped.
 * @throws NotFound for strangers
 */
export async function muteTicket(ticketId: number, viewer: User): Promise<void> {
  await findTicket(ticketId, viewer)
  await db.transaction(async (trx) => {
    await trx
      .knexQuery()
      .table('ticket_mutes')
      .insert({ user_id: viewer.id, ticket_id: ticketId, created_at: clock.now().toJSDate() })
      .onConflict(['user_id', 'ticket_id'])
      .ignore()
    await trx
      .from('deliveries')
      .where({ user_id: viewer.id, ticket_id: ticketId, state: 'waiting' })
      .whereNull('joined_into')
      .whereNotIn('kind', [...NEVER_MUTED])
      .update({ state: 'dropped', last_error: 'muted', held_for: null })
  })
}

/**
 * Tells a person of a ticket again.
 * @throws NotFound for strangers
 */
export async function unmuteTicket(ticketId: number, viewer: User): Promise<void> {
  await findTicket(ticketId, viewer)
  await db.from('ticket_mutes').where({ user_id: viewer.id, ticket_id: ticketId }).delete()
}
