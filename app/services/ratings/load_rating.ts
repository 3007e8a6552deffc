import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import {
  isOver,
  mayReadRating,
  whyNotRated,
  openUntil,
  type RatingRow,
} from '#services/ratings/rating_rules'
import type { DateTime } from 'luxon'
import type { Standing } from '#workflows/workflow'

/** What the ticket page shows of a rating to one viewer. */
export interface ShownRating {
  score: number | null
  comment: string
  ratedAt: DateTime | Date | null
  /** Until when the viewer gives or changes it; null when he may not. */
  openUntil: DateTime | null
}

/**
 * The rating of a ticket as one viewer may see it. Costs a query only once the ticket is over.
 * @returns null when there is nothing to show and nothing to ask
 */
export async function loadRating(
  ticket: Ticket,
  viewerId: number,
  standing: Pick<Standing, 'relations'>
): Promise<ShownRating | null> {
  if (!isOver(ticket) || !mayReadRating(standing)) return null
  const row: RatingRow | null = await db.from('ratings').where('ticket_id', ticket.id).first()
  if (!row) return null
  const isOpen = whyNotRated(ticket, row, viewerId) === null
  if (!isOpen && row.score === null) return null
  const { score, comment, rated_at: ratedAt } = row
  return { score, comment, ratedAt, openUntil: isOpen ? openUntil(row) : null }
}
