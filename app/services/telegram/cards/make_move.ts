import type { DateTime } from 'luxon'
import { Conflict } from '#exceptions/refusals'
import db from '@adonisjs/lucid/services/db'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import type { FoundButton } from '#services/telegram/cards/find_button'
import { transitionTicket } from '#services/tickets/transition_ticket'

/**
 * Makes the move of a button, for the step, round and brief version that its card showed; the button is used up, and what
 * its card asked before is closed, in the same transaction.
 * @param button with null for its number when an answer makes the move, not the press itself
 * @throws as transitionTicket; Conflict 409 when the button was pressed meanwhile
 */
export async function makeMove(
  button: Pick<FoundButton, 'move' | 'card'> & { nonceHash: string | null },
  input: { note?: string; actualEnd?: DateTime },
  by: User
): Promise<Ticket> {
  const { nonceHash, move, card } = button
  return transitionTicket(
    card.ticketId,
    move,
    {
      ...input,
      seen: card.seen,
      alongside: async ({ trx }) => {
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
      },
    },
    { by, channel: 'telegram' }
  )
}

/** What a card asked is not asked any more. */
export async function closeQuestions(client = db.connection(), cardId: number): Promise<void> {
  await client
    .from('telegram_questions')
    .where('card_id', cardId)
    .whereNull('answered_at')
    .update({ answered_at: clock.now().toJSDate() })
}
