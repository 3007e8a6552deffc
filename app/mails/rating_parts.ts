import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type { Letter } from '#mails/letter'
import type { Words } from '#mails/words'
import type User from '#models/user'
import { offeredScores } from '#services/ratings/describe_rating'
import { mintRatingLink } from '#services/ratings/mint_rating_link'

/** News with which a ticket comes to its end. */
const ENDS = ['resolved', 'closed', 'confirmed', 'completed']

/**
 * Asks the requester how it went, in the letter that tells him of the end; the link is made here, so that a token lies in
 * no queue. Nothing for others, and where he is not asked or has answered.
 */
export async function ratingParts(
  kind: string,
  ticket: Ticket,
  reader: User,
  { i18n }: Words
): Promise<Pick<Letter, 'rating'>> {
  if (!ENDS.includes(kind) || ticket.requesterId !== reader.id) return { rating: null }
  const link = await db.transaction((trx) => mintRatingLink(trx, ticket.id, reader.id))
  if (!link) return { rating: null }
  const scores = offeredScores({ i18n }).map(({ value, label }) => ({
    value: String(value),
    label,
    href: `${link}?score=${value}`,
  }))
  const named = ({ value, label }: { value: string; label: string }) =>
    `${value} ${label.toLowerCase()}`
  return {
    rating: {
      ask: i18n.t('mail.rate'),
      worst: named(scores[0]),
      best: named(scores[scores.length - 1]),
      scores,
    },
  }
}
