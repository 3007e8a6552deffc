import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import type Ticket from '#models/ticket'
import User from '#models/user'
import { findTicketsFor } from '#services/deliveries/find_tickets_for'
import { hasOutlived } from '#services/deliveries/has_outlived'
import { mayReadNotes } from '#services/tickets/may'
import type { Standing } from '#workflows/workflow'

/** What was found when a delivery is about to go: who reads it, and the ticket if he may see it. */
export interface Wanted {
  reader: User
  ticket: Ticket | null
  standing: Standing | null
}

export type WhyNotWanted =
  'person_inactive' | 'not_visible' | 'superseded' | 'no_longer_waits' | 'settled'

type Answer = { wanted: Wanted; why?: undefined } | { wanted: null; why: WhyNotWanted }

/** These go to people whose account is not open (any more, or not yet). */
const TO_ANYBODY = ['account_approved', 'account_declined']
/** What ends a person's view is told although he sees the ticket no longer; nothing of it is said then. */
export const FAREWELLS = ['unassigned', 'collaborator_removed']

/**
 * Asks again, at the moment of sending, whether a person may and need know (reliability: rule 2).
 * @returns what the mail is written from, or why nothing is sent
 */
export async function whyNotWanted(delivery: Delivery): Promise<Answer> {
  const reader = await User.asActor(delivery.userId!)
  if (!reader || (!reader.isActive && !TO_ANYBODY.includes(delivery.kind))) {
    return { wanted: null, why: 'person_inactive' }
  }
  if (delivery.ticketId === null) return { wanted: { reader, ticket: null, standing: null } }
  const found = await findFor(reader, delivery)
  if (!found) {
    if (!FAREWELLS.includes(delivery.kind)) return { wanted: null, why: 'not_visible' }
    return { wanted: { reader, ticket: null, standing: null } }
  }
  const { ticket, standing } = found
  if ((await isInternal(delivery)) && !mayReadNotes(standing)) {
    return { wanted: null, why: 'not_visible' }
  }
  const why = await hasOutlived(delivery, ticket, standing)
  return why ? { wanted: null, why } : { wanted: { reader, ticket, standing } }
}

async function findFor(reader: User, { ticketId, kind }: Delivery) {
  const found = await findTicketsFor(reader, [ticketId!])
  const seen = found.get(ticketId!)
  return !seen || (seen.ticket.isTrashed && kind !== 'trashed') ? null : seen
}

async function isInternal(delivery: Delivery): Promise<boolean> {
  if (delivery.notificationId === null) return false
  const row = await db
    .from('notifications')
    .join('activities', 'activities.id', 'notifications.activity_id')
    .where('notifications.id', delivery.notificationId)
    .select('activities.is_internal')
    .first()
  return row?.is_internal ?? false
}
