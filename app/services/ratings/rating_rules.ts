import { DateTime } from 'luxon'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import { findWorkflow } from '#workflows/index'
import type { Standing } from '#workflows/workflow'

/** A rating is a whole number of stars. */
export const SCORES = [1, 2, 3, 4, 5] as const
/** Characters of the words beside it. */
export const LONGEST_RATING = 2000
/** A question, and the link that asks it, may be answered so long; an answer may be changed so long. */
export const ASKED_DAYS = 30
export const CHANGED_DAYS = 7

/** A row of `ratings`. */
export interface RatingRow {
  ticket_id: number
  user_id: number
  token_hash: string | null
  asked_at: Date
  score: number | null
  comment: string
  rated_at: Date | null
}

/** Whether a ticket has come to the end after which its requester says how it went. */
export function isOver(ticket: Pick<Ticket, 'workflow' | 'status' | 'isConfirmed'>): boolean {
  const status = findWorkflow(ticket.workflow).statuses[ticket.status]
  return ticket.isConfirmed || (status?.isClosed ?? false)
}

/** Until when a rating is given, or changed once it is given. */
export function openUntil(row: RatingRow): DateTime {
  const asked = DateTime.fromJSDate(row.asked_at)
  if (row.rated_at === null) return asked.plus({ days: ASKED_DAYS })
  const rated = DateTime.fromJSDate(row.rated_at)
  return (rated > asked ? rated : asked).plus({ days: CHANGED_DAYS })
}

/**
 * Why this person may not rate the ticket now.
 * @returns the key of a refusal, or null when he may
 */
export function whyNotRated(ticket: Ticket, row: RatingRow | null, userId: number): string | null {
  if (ticket.requesterId !== userId) return 'ratings.not_yours'
  if (!row || !isOver(ticket)) return 'ratings.not_yet'
  if (openUntil(row) > clock.now()) return null
  return row.rated_at === null ? 'ratings.too_late' : 'ratings.settled'
}

/** Who reads a rating: who gave it, who did the work, and the managers of both sides. */
export function mayReadRating({ relations }: Pick<Standing, 'relations'>): boolean {
  const others = ['assignee', 'collaborator', 'handling_member', 'handling_manager'] as const
  const readers = ['requester', 'requesting_manager', 'admin', ...others] as const
  return readers.some((relation) => relations.has(relation))
}
