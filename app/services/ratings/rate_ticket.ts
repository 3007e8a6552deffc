import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict, Invalid, Refusal } from '#exceptions/refusals'
import type { FieldChange } from '#models/activity'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import {
  CHANGED_DAYS,
  LONGEST_RATING,
  whyNotRated,
  type RatingRow,
} from '#services/ratings/rating_rules'
import { withLockedTicket } from '#services/tickets/with_locked_ticket'
import { plainLines } from '#services/words/plain_lines'

export interface RatingForm {
  /** A whole number from 1 to 5. */
  score: number
  comment?: string
}

/**
 * Keeps what the requester says about the work: a score, and a few words if he likes. He may change both for a while; a
 * link counts once. Nobody is told: it stands on the ticket.
 * @param tokenHash of the link that was pressed, when it was one
 * @throws NotFound, Refusal 403 (others; not over yet; too late), Conflict 409 for a link that was used or replaced, Invalid
 *   422 `score`, `comment`
 */
export async function rateTicket(
  ticketId: number,
  form: RatingForm,
  actor: Actor,
  tokenHash?: string
): Promise<void> {
  await withLockedTicket(ticketId, actor, async (locked) => {
    const { trx, ticket } = locked
    const row: RatingRow | null = await trx.from('ratings').where('ticket_id', ticketId).first()
    if (tokenHash && (row?.token_hash !== tokenHash || row.rated_at !== null)) {
      throw new Conflict('ratings.link_used')
    }
    const why = whyNotRated(ticket, row, actor.by!.id)
    if (why) throw new Refusal(why, { days: CHANGED_DAYS })
    const { score, comment } = judged(form)
    if (row!.score === score && row!.comment === comment) return
    await keep(trx, row!, { score, comment, channel: actor.channel })
    await recordActivity(locked, {
      action: 'rated',
      details: { name: String(score) },
      changes: changesOf(row!, score),
      isChange: false,
      tells: [],
    })
  })
}

function judged({ score, comment = '' }: RatingForm): Required<RatingForm> {
  if (!Number.isInteger(score) || score < 1 || score > 5)
    throw new Invalid('score', 'ratings.score')
  const words = plainLines(comment).trim()
  if ([...words].length > LONGEST_RATING) {
    throw new Invalid('comment', 'ratings.comment_too_long', { most: LONGEST_RATING })
  }
  return { score, comment: words }
}

/** The time of a first answer stays: how long it may be changed counts from there. */
async function keep(
  trx: TransactionClientContract,
  { ticket_id: id, rated_at: ratedAt, asked_at: askedAt }: RatingRow,
  answer: { score: number; comment: string; channel: string }
): Promise<void> {
  const isAnew = ratedAt === null || ratedAt < askedAt
  await trx
    .from('ratings')
    .where('ticket_id', id)
    .update({ ...answer, ...(isAnew ? { rated_at: clock.now().toJSDate() } : {}) })
}

function changesOf({ score: before }: RatingRow, after: number): FieldChange[] {
  if (before === null || before === after) return []
  return [{ field: 'rating', before: String(before), after: String(after) }]
}
