import db from '@adonisjs/lucid/services/db'
import Ticket from '#models/ticket'
import User from '#models/user'
import { hashToken } from '#services/accounts/hash_token'
import clock from '#services/clock'
import { isOver, openUntil, type RatingRow } from '#services/ratings/rating_rules'

/**
 * What a link is good for. `again`: the work goes on, and he is asked once it is over; `ended`: his account or the ticket
 * is gone. Only an open link says anything of its ticket.
 */
export type RatingLinkState = 'open' | 'used' | 'expired' | 'again' | 'ended'

export interface RatingLink {
  state: RatingLinkState
  row: RatingRow
  person: User
  ticket: Ticket | null
}

const TOKEN = /^[\w-]{43}$/

/**
 * Whose link this is and what it is good for now; changes nothing.
 * @returns null for a token that the desk never made, or replaced
 */
export async function readRatingLink(token: string): Promise<RatingLink | null> {
  if (!TOKEN.test(token)) return null
  const row: RatingRow | null = await db
    .from('ratings')
    .where('token_hash', hashToken(token))
    .first()
  const person = row && (await User.asActor(row.user_id))
  if (!row || !person) return null
  const link = { row, person, ticket: null }
  if (!person.isActive || person.adminLockedAt !== null) return { ...link, state: 'ended' }
  const ticket = await Ticket.query()
    .where('tickets.id', row.ticket_id)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(person))
    .preload('requestType')
    .preload('assignee')
    .first()
  if (!ticket) return { ...link, state: 'ended' }
  if (row.rated_at !== null) return { ...link, state: 'used' }
  if (!isOver(ticket)) return { ...link, state: 'again' }
  if (openUntil(row) <= clock.now()) return { ...link, state: 'expired' }
  return { ...link, ticket, state: 'open' }
}
