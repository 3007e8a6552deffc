import { createHash } from 'node:crypto'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import type User from '#models/user'
import { cardHtml, LONGEST_TEXT, type CardText } from '#services/telegram/cards/card_text'
import type { Keyboard } from '#services/telegram/cards/card_keyboard'
import type { SentMessage } from '#services/telegram/cards/send_message'
import type { WrittenCard } from '#services/telegram/cards/write_card'

export interface NewCard {
  written: WrittenCard
  reader: User
  chatId: string
  kind: string
  deliveryId: number | null
  sent: SentMessage
  keyboard: Keyboard
  /** The version of the ticket that the text was written from. */
  lockVersion: number
}

/**
 * Remembers a message whose buttons act. The ticket and its reader are read under locks that wait for whoever changes them
 * right now: when they are not what the text was written from, the card is stale from the beginning. One that is kept
 * already stays as it is.
 */
export async function keepCard(card: NewCard): Promise<void> {
  const { written, reader, keyboard, sent } = card
  await db.transaction(async (trx) => {
    const kept = await trx
      .from('telegram_cards')
      .where({ chat_id: card.chatId, message_id: sent.messageId })
      .first()
    if (kept) return
    // Sent before, by a worker that was killed then: that message goes on without its delivery.
    await trx
      .from('telegram_cards')
      .where('delivery_id', card.deliveryId ?? 0)
      .update({ delivery_id: null })
    // In the order in which a change of people takes them.
    const person = await trx
      .from('users')
      .where('id', reader.id)
      .select('session_epoch')
      .forShare()
      .first()
    const ticket = await trx
      .from('tickets')
      .where('id', written.ticketId!)
      .select('lock_version')
      .forShare()
      .first()
    const isAsWritten =
      ticket?.lock_version === card.lockVersion && person?.session_epoch === reader.sessionEpoch
    const [row] = await trx
      .insertQuery()
      .table('telegram_cards')
      .insert({
        delivery_id: card.deliveryId,
        user_id: reader.id,
        ticket_id: written.ticketId,
        chat_id: card.chatId,
        message_id: sent.messageId,
        has_photo: sent.hasPhoto,
        kind: card.kind,
        step: written.seen?.step ?? null,
        round: written.seen?.round ?? null,
        brief_version: written.seen?.briefVersion ?? null,
        epoch: reader.sessionEpoch,
        is_stale: !isAsWritten,
        shows: showsOf(written.text, written.moves),
        created_at: clock.now().toJSDate(),
      })
      .returning('id')
    await keepButtons(trx, Number(row.id ?? row), keyboard)
  })
}

/** Remembers buttons before they are shown, so that no press comes too early. */
export async function keepButtons(
  client: QueryClientContract,
  cardId: number,
  { buttons }: Keyboard
): Promise<void> {
  if (buttons.length === 0) return
  const now = clock.now().toJSDate()
  await client
    .insertQuery()
    .table('telegram_buttons')
    .multiInsert(
      buttons.map(({ nonceHash, move }) => ({
        nonce_hash: nonceHash,
        card_id: cardId,
        move,
        created_at: now,
      }))
    )
}

/** What a card shows, in short: an edit that would change nothing is not sent. */
export function showsOf(text: CardText, moves: string[]): string {
  const shown = `${moves.join(' ')}\n${cardHtml(text, LONGEST_TEXT)}`
  return createHash('sha256').update(shown).digest('base64url')
}
