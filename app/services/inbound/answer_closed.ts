import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import type { CommentForm } from '#services/comments/add_comment'
import { hasAskedEnough, settleMail, type Outcome } from '#services/inbound/inbound_record'
import { followUp } from '#services/tickets/follow_up'

/**
 * Asks again about a closed ticket, because its requester answered a mail about it late.
 * @param id the row of inbound_mails, settled in the transaction of the new ticket
 * @param closed what refused the comment: it is said when these words may not become a ticket either
 * @throws as followUp; `closed` for everybody but the requester
 */
export async function answerClosed(
  id: number,
  ticketId: number,
  { body, fileIds, mail }: CommentForm,
  actor: Actor,
  closed: Refusal
): Promise<Outcome> {
  const about: Outcome = { result: 'too_many', userId: actor.by!.id, ticketId }
  if (await hasAskedEnough(actor.by!.id)) {
    await settleMail(db.connection(), id, about)
    return about
  }
  const outcome: Outcome = { ...about, result: 'followed_up' }
  const text = [body, mail?.smallPrint].filter(Boolean).join('\n\n')
  try {
    let isSettled = false
    const form = { body: text, fileIds }
    const made = await followUp(ticketId, form, actor, async (trx, ticket) => {
      outcome.ticketId = ticket.id
      await settleMail(trx, id, outcome)
      isSettled = true
    })
    // The same words had made a ticket before.
    if (!isSettled) await settleMail(db.connection(), id, { ...outcome, ticketId: made.id })
    return { ...outcome, ticketId: made.id }
  } catch (error) {
    if (error instanceof Refusal && error.key === 'follow_up.not_yours') throw closed
    throw error
  }
}
