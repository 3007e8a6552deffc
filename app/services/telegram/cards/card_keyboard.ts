import { createHash, randomBytes } from 'node:crypto'
import { InlineKeyboard } from 'grammy'
import { appUrl } from '#config/app'
import type { Words } from '#mails/words'
import { findWorkflow } from '#workflows/index'

export interface Keyboard {
  markup: InlineKeyboard
  /** The buttons that act, as they are remembered once the message is out. */
  buttons: { nonceHash: string; move: string }[]
}

/**
 * The buttons of a card: the moves in one row, the way to the page below. Each act holds nothing but a random number of
 * 256 bits (43 characters; the Bot API takes 64 bytes), of which only the hash is kept.
 */
export function cardKeyboard(
  { moves, opens, workflow }: { moves: string[]; opens: string | null; workflow: string | null },
  { i18n }: Words
): Keyboard {
  const markup = new InlineKeyboard()
  const buttons = moves.map((move) => {
    const nonce = randomBytes(32).toString('base64url')
    markup.text(i18n.t(`workflow.${findWorkflow(workflow!).key}.transition.${move}.label`), nonce)
    return { nonceHash: hashOf(nonce), move }
  })
  if (opens && canBeOpened) markup.row().url(i18n.t('telegram.card.open'), `${appUrl}${opens}`)
  return { markup, buttons }
}

/** Telegram refuses buttons that lead to a bare name like "localhost": the whole message would not go. */
const canBeOpened = /[.[]/.test(new URL(appUrl).hostname)

/** Only the SHA-256 of what a button holds stands in the database. */
export function hashOf(nonce: string): string {
  return createHash('sha256').update(nonce).digest('hex')
}
