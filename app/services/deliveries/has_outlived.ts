import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import type Ticket from '#models/ticket'
import { isOver } from '#services/deliveries/is_over'
import { REQUESTS } from '#services/notifications/events'
import { findWorkflow } from '#workflows/index'
import { mayMove, type Standing } from '#workflows/workflow'

/** Why a delivery says nothing any more that its reader needs to know; null where it does. */
export async function hasOutlived(
  delivery: Delivery,
  ticket: Ticket,
  standing: Standing
): Promise<'settled' | 'no_longer_waits' | 'superseded' | null> {
  if (isOver(delivery, ticket)) return 'settled'
  // Of requests to decide only the newest to a person counts, and only while the step waits.
  if (!REQUESTS.includes(delivery.kind)) return null
  const asked = delivery.details as { step?: string }
  const isStale =
    ticket.waitingStep !== asked.step ||
    delivery.createdAt < ticket.statusSince ||
    (ticket.briefChangedAt !== null && delivery.createdAt < ticket.briefChangedAt)
  if (isStale || !mayMove(findWorkflow(ticket.workflow), 'approve', standing)) {
    return 'no_longer_waits'
  }
  const newer = await db
    .from('deliveries')
    .where({ ticket_id: ticket.id, user_id: delivery.userId, channel: delivery.channel })
    .whereIn('kind', [...REQUESTS])
    .where('id', '>', delivery.id)
    .select('id')
    .first()
  return newer ? 'superseded' : null
}
