import type User from '#models/user'
import { findTicketsFor } from '#services/deliveries/find_tickets_for'
import { requestFor } from '#services/notifications/events'
import { cardKeyboard } from '#services/telegram/cards/card_keyboard'
import { cardPicture } from '#services/telegram/cards/card_picture'
import { keepCard } from '#services/telegram/cards/keep_card'
import { sendMessage } from '#services/telegram/cards/send_message'
import { writeCard } from '#services/telegram/cards/write_card'
import { waitForTurn } from '#services/telegram/pace'
import { wordsOf } from '#services/words/words_of'
import { findWorkflow } from '#workflows/index'
import { mayMove } from '#workflows/workflow'

/** Milliseconds; somebody looks at the screen. */
const LONGEST_WAIT = 5000

/**
 * Sends a ticket as a card because its reader asked for it: whoever linked his chat after a request was sent decides on
 * this one.
 * @returns false when there is nothing for him to press (or to see): nothing was sent
 * @throws BotRefusal, BotUnreachable
 */
export async function sendTicketCard(
  reader: User,
  chatId: string,
  ticketId: number
): Promise<boolean> {
  const tickets = await findTicketsFor(reader, [ticketId])
  const found = tickets.get(ticketId)
  if (!found || found.ticket.isTrashed) return false
  const { ticket, standing } = found
  const step = ticket.waitingStep
  const decides = step && mayMove(findWorkflow(ticket.workflow), 'approve', standing)
  const kind = decides ? requestFor(step) : 'assigned'
  const details = decides ? { step } : {}
  const subject = { kind, details, ticketId, notificationId: null }
  const written = await writeCard(subject, { reader, ticket, standing })
  if (written.moves.length === 0) return false
  const { workflow, lockVersion } = ticket
  const keyboard = cardKeyboard({ ...written, workflow }, wordsOf(reader))
  const picture = written.wantsPicture ? await cardPicture(ticketId) : null
  await waitForTurn(chatId, AbortSignal.timeout(LONGEST_WAIT))
  const sent = await sendMessage(chatId, written.text, keyboard, picture)
  await keepCard({ written, reader, chatId, kind, deliveryId: null, sent, keyboard, lockVersion })
  return true
}
