import type { DateTime } from 'luxon'
import { Conflict } from '#exceptions/refusals'
import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import Ticket from '#models/ticket'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
import type { FoundButton } from '#services/telegram/cards/find_button'
import { transitionTicket } from '#services/tickets/transition_ticket'
import { findWorkflow } from '#workflows/index'
import { transitionNamed } from '#workflows/workflow'

/**
 * Makes the move of a button, for the step, round and brief version that its card showed; the button is used up, and what
 * its card asked before is closed, in the same transaction.
 * @param button with null for its number when an answer makes the move, not the press itself
 * A move that nobody presses but a comment makes is made by the answer, as a comment.
 * @throws as transitionTicket and addComment; Conflict 409 when the button was pressed meanwhile
 */
export async function makeMove(
  button: Pick<FoundButton, 'move' | 'card'> & { nonceHash: string | null },
  input: { note?: string; actualEnd?: DateTime },
  by: User
): Promise<Ticket> {
  const { nonceHash, move, card } = button
  const actor: Actor = { by, channel: 'telegram' }
  const useUp = async (trx: TransactionClientContract) => {
    const now = clock.now().toJSDate()
    const used = await trx
      .from('telegram_buttons')
      .where(nonceHash === null ? { card_id: card.id, move } : { nonce_hash: nonceHash })
      .whereNull('pressed_at')
      .update({ pressed_at: now })
    if (nonceHash !== null && Number(used) === 0) {
      throw new Conflict('no_longer_waits', { id: card.ticketId })
    }
    await closeQuestions(trx, card.id)
  }
  const ticket = await Ticket.findOrFail(card.ticketId)
  if (transitionNamed(findWorkflow(ticket.workflow), move)?.by === 'comment') {
    await addComment(ticket.id, { body: input.note ?? '' }, actor, useUp)
    return ticket
  }
  const alongside = ({ trx }: { trx: TransactionClientContract }) => useUp(trx)
  return transitionTicket(card.ticketId, move, { ...input, seen: card.seen, alongside }, actor)
}

/** What a card asked is not asked any more. */
export async function closeQuestions(client = db.connection(), cardId: number): Promise<void> {
  await client
    .from('telegram_questions')
    .where('card_id', cardId)
    .whereNull('answered_at')
    .update({ answered_at: clock.now().toJSDate() })
}
