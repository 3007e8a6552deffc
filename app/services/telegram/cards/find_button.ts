import db from '@adonisjs/lucid/services/db'
import TelegramCard from '#models/telegram_card'
import type User from '#models/user'
import { hashOf } from '#services/telegram/cards/card_keyboard'

/** A button as it was pressed, with the card it belongs to. */
export interface FoundButton {
  nonceHash: string
  move: string
  card: TelegramCard
}

export interface Pressed {
  by: User
  chatId: string
  messageId: number
}

/** What our buttons hold: 256 bits in base64url. */
const NONCE = /^[\w-]{43}$/

/**
 * The button that holds this number, if it may act: on the very message it was sent with, in the chat of the person it was
 * sent to, for as long as nothing ended his rights, once.
 * @returns the button, or why not (a key of telegram.json under `press`)
 */
export async function findButton(
  data: string,
  { by, chatId, messageId }: Pressed
): Promise<{ button: FoundButton } | { why: string }> {
  if (!NONCE.test(data)) return { why: 'out_of_date' }
  const nonceHash = hashOf(data)
  const row = await db.from('telegram_buttons').where('nonce_hash', nonceHash).first()
  const card = row && (await TelegramCard.find(row.card_id))
  if (!card) return { why: 'out_of_date' }
  if (card.userId !== by.id || card.chatId !== chatId || card.messageId !== messageId) {
    return { why: 'not_yours' }
  }
  if (!card.isOpen || card.epoch !== by.sessionEpoch) return { why: 'out_of_date' }
  if (row.pressed_at) return { why: 'pressed' }
  return { button: { nonceHash, move: row.move, card } }
}
