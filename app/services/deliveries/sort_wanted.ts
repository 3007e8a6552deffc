import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import type Ticket from '#models/ticket'
import { findTicketsFor } from '#services/deliveries/find_tickets_for'
import { isOver } from '#services/deliveries/is_over'
import { FAREWELLS, type Wanted, type WhyNotWanted } from '#services/deliveries/why_not_wanted'
import { mayReadNotes } from '#services/tickets/may'

/** A delivery that leaves with others, and the ticket as its reader may see it now. */
export interface Part {
  delivery: Delivery
  ticket: Ticket
}

export interface Sorted {
  wanted: Part[]
  unwanted: { delivery: Delivery; why: WhyNotWanted }[]
}

/**
 * Asks again, at the moment of sending, which of the deliveries that go along a person may and need know; in the same
 * number of queries for any number of them. Requests to decide are not among them.
 */
export async function sortWanted({ reader }: Wanted, deliveries: Delivery[]): Promise<Sorted> {
  const sorted: Sorted = { wanted: [], unwanted: [] }
  if (deliveries.length === 0) return sorted
  const ids = [...new Set(deliveries.map(({ ticketId }) => ticketId!))]
  const found = await findTicketsFor(reader, ids)
  const notes = await notesAmong(deliveries)
  for (const delivery of deliveries) {
    const seen = found.get(delivery.ticketId!)
    const isHidden =
      !seen ||
      (seen.ticket.isTrashed && delivery.kind !== 'trashed') ||
      (notes.has(delivery.id) && !mayReadNotes(seen.standing))
    // Somebody who was taken off a ticket and sees it no longer gets a mail of its own that names nothing of it.
    if (!seen && FAREWELLS.includes(delivery.kind)) continue
    if (isHidden) sorted.unwanted.push({ delivery, why: 'not_visible' })
    else if (isOver(delivery, seen.ticket)) sorted.unwanted.push({ delivery, why: 'settled' })
    else sorted.wanted.push({ delivery, ticket: seen.ticket })
  }
  return sorted
}

/** Those that are about an internal note. */
async function notesAmong(deliveries: Delivery[]): Promise<Set<number>> {
  const rows = await db
    .from('deliveries')
    .join('notifications', 'notifications.id', 'deliveries.notification_id')
    .join('activities', 'activities.id', 'notifications.activity_id')
    .whereIn(
      'deliveries.id',
      deliveries.map(({ id }) => id)
    )
    .where('activities.is_internal', true)
    .select('deliveries.id')
  return new Set(rows.map((row) => row.id as number))
}
