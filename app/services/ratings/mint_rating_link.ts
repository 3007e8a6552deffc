import { randomBytes } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { appUrl } from '#config/app'
import Ticket from '#models/ticket'
import { hashToken } from '#services/accounts/hash_token'
import { whyNotRated, type RatingRow } from '#services/ratings/rating_rules'

/**
 * A link with which the requester rates his ticket, made when its mail is written so that nothing secret waits in the
 * outbox; `?score=4` behind it chooses a score on the page. It ends the one before it (a mail that is tried again).
 * @returns null when he was not asked, has rated already, or may no longer
 */
export async function mintRatingLink(
  trx: TransactionClientContract,
  ticketId: number,
  userId: number
): Promise<string | null> {
  const row: RatingRow | null = await trx
    .from('ratings')
    .where({ ticket_id: ticketId, user_id: userId })
    .whereNull('rated_at')
    .forUpdate()
    .first()
  const ticket = row && (await findPresent(trx, ticketId))
  if (!ticket || whyNotRated(ticket, row, userId)) return null
  const token = randomBytes(32).toString('base64url')
  await trx
    .from('ratings')
    .where('ticket_id', ticketId)
    .update({ token_hash: hashToken(token) })
  return `${appUrl}/ratings/${token}`
}

async function findPresent(trx: TransactionClientContract, id: number): Promise<Ticket | null> {
  return Ticket.query({ client: trx }).where('id', id).whereNull('deletedAt').first()
}
