import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { mayReadRating } from '#services/ratings/rating_rules'
import { mayReadNotes, readsNotesByException } from '#services/tickets/may'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'
import type { Standing } from '#workflows/workflow'

/** A ticket whose past somebody looks at, and how much of it he reads. */
export interface HistoryTicket {
  ticket: Ticket
  standing: Standing
  withNotes: boolean
  withRating: boolean
  /** He asked for it himself, and reads its notes as an admin. */
  ownNotes: boolean
}

/**
 * A ticket that this person may see, in the trash too: who sees it there may look why it went.
 * @throws NotFound for strangers and unknown numbers alike
 */
export async function findHistoryTicket(ticketId: number, viewer: User): Promise<HistoryTicket> {
  const ticket = await Ticket.query()
    .where('tickets.id', ticketId)
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .join('users as requesters', 'requesters.id', 'tickets.requester_id')
    .select('tickets.*', 'requesters.deactivated_at as requester_left_at')
    .select(
      db.raw(
        `exists (select 1 from collaborators c where c.ticket_id = tickets.id and c.user_id = ?) as helps`,
        [viewer.id]
      )
    )
    .first()
  if (!ticket) throw new NotFound()
  const { helps, requester_left_at: left } = ticket.$extras
  const standing = standingOf(viewer, factsOf(ticket, viewer, helps ? [viewer.id] : [], !left))
  return {
    ticket,
    standing,
    withNotes: mayReadNotes(standing),
    withRating: mayReadRating(standing),
    ownNotes: readsNotesByException(standing),
  }
}
