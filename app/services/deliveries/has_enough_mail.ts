import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import clock from '#services/clock'
import { REQUESTS } from '#services/notifications/events'

/** Mails a person gets in an hour before the others have to wait. */
export const MOST_AN_HOUR = 200

/**
 * True when a person got so many mails within the hour that this one has to wait (reliability: rule 11). Requests to
 * decide wait for nobody, neither do mails about the account, which belong to no ticket.
 */
export async function hasEnoughMail(delivery: Delivery): Promise<boolean> {
  if (delivery.ticketId === null || REQUESTS.includes(delivery.kind)) return false
  const now = clock.now()
  const [row] = await db
    .from('deliveries')
    .where({ user_id: delivery.userId, channel: 'email', state: 'sent' })
    .where('created_at', '>', now.minus({ days: 1 }).toJSDate())
    .where('sent_at', '>', now.minus({ hours: 1 }).toJSDate())
    .count('* as sent')
  return Number(row.sent) >= MOST_AN_HOUR
}
