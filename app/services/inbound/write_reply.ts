import db from '@adonisjs/lucid/services/db'
import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { commentReply, type Reply } from '#services/inbound/comment_reply'
import { settleMail, type Outcome } from '#services/inbound/inbound_record'
import { parseMail } from '#services/inbound/parse_mail'
import type { ReplyTarget } from '#services/inbound/reply_address'
import { findTicket } from '#services/tickets/find_ticket'
import { goesOnIn } from '#services/tickets/follow_up'

/**
 * Turns an answer whose writer is known into a comment, through the same service as the page: it has the rights. The
 * requester's answer about a closed ticket asks again.
 * @param id the row of inbound_mails, settled in the transaction of the comment
 */
export async function writeReply(
  id: number,
  raw: Buffer,
  { user, target }: Reply
): Promise<Outcome> {
  const reply = { user, target: await whereItGoesOn(target, user) }
  const about = { userId: user.id, ticketId: reply.target.ticketId }
  try {
    // Whoever may not see the ticket any more gets nothing read, nothing stored.
    await findTicket(reply.target.ticketId, reply.user)
    const mail = await parseMail(raw)
    if (!mail) return await settled(id, { ...about, result: 'unreadable' })
    return (
      (await commentReply(id, mail, reply)) ?? (await settled(id, { ...about, result: 'empty' }))
    )
  } catch (error) {
    if (!(error instanceof Refusal) || (error instanceof Conflict && error.key === 'busy'))
      throw error
    if (error instanceof NotFound) return settled(id, { ...about, result: 'not_visible' })
    return settled(id, { ...about, result: 'refused', detail: error.sentence() })
  }
}

/**
 * What was merged goes on elsewhere, with the comment that is answered. Where that came to its end too, lies in the trash
 * or was purged, the merged ticket itself is asked, and its requester's words make a follow-up.
 */
async function whereItGoesOn(target: ReplyTarget, user: User): Promise<ReplyTarget> {
  const ticket = await Ticket.find(target.ticketId)
  const going = ticket && (await goesOnIn(ticket, user))
  return going ? { ...target, ticketId: going.id } : target
}

async function settled(id: number, outcome: Outcome): Promise<Outcome> {
  await settleMail(db.connection(), id, outcome)
  return outcome
}
