import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { Invalid } from '#exceptions/refusals'
import Guest from '#models/guest'
import type GuestReview from '#models/guest_review'
import { hashToken } from '#services/accounts/hash_token'
import clock from '#services/clock'
import { cleanLine } from '#services/guests/clean_line'
import { LONGEST_NAME, MOST_GUESTS } from '#services/guests/limits'
import { withHeldLink } from '#services/guests/with_held_link'

/**
 * Lets somebody in who gave his name: from now on this browser is a guest of its own at this link.
 * @returns the secret of his cookie; its hash alone is kept
 * @throws NotFound when the link ended meanwhile, Conflict `busy`, Invalid 422 `name`
 */
export async function enterReview(link: GuestReview, typed: string): Promise<string> {
  const name = cleanLine(typed)
  if (!name) throw new Invalid('name', 'guests.no_name')
  if ([...name].length > LONGEST_NAME) {
    throw new Invalid('name', 'guests.name_too_long', { most: LONGEST_NAME })
  }
  return withHeldLink(link, async ({ trx, review }) => {
    const guests = trx.from('guests').where('guest_review_id', review.id)
    const { count } = await guests.count('* as count').first()
    if (Number(count) >= MOST_GUESTS) throw new Invalid('name', 'guests.full')
    const secret = randomBytes(32).toString('base64url')
    const now = clock.now()
    const row = { guestReviewId: review.id, name, secretHash: hashToken(secret) }
    await Guest.create({ ...row, createdAt: now, lastSeenAt: now }, { client: trx })
    return secret
  })
}

/** Notes that a guest was here, to five minutes, so that his hosts see whether anybody still looks. */
export async function noteVisit({ id }: Guest): Promise<void> {
  const now = clock.now()
  await db
    .from('guests')
    .where('id', id)
    .whereRaw('(last_seen_at is null or last_seen_at < ?)', [now.minus({ minutes: 5 }).toJSDate()])
    .update({ last_seen_at: now.toJSDate() })
}
