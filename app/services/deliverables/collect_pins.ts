import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import type User from '#models/user'
import { LONGEST_COMMENT } from '#services/comments/add_comment'
import { loadOpenPins, type OpenPin } from '#services/deliverables/load_open_pins'
import { pinHref, placeOf } from '#services/deliverables/word_pin'
import { excerptOf } from '#services/words/excerpt_of'
import { wordsOf } from '#services/words/words_of'

export interface CollectedPins {
  /** The words of a comment: the note, then the pins as a numbered list that leads to each. */
  body: string
  /** The same pins in plain words, for mails and chats. */
  lines: string[]
}

/** Characters of one pin in the list. */
const LONGEST_PIN = 400
/** Lines that an activity keeps for its mails. */
const MAILED = 20
/** Kept free for the line that says how many did not fit. */
const FOR_THE_REST = 200

/**
 * Writes the open pins of a ticket behind a note, as they stand now: what is said on a pin later does not change the words
 * of the comment.
 */
export async function collectPins(
  trx: TransactionClientContract,
  ticket: Ticket,
  note: string,
  by: User
): Promise<CollectedPins> {
  if (ticket.openPins === 0) return { body: note, lines: [] }
  const { i18n } = wordsOf(by)
  const pins = await loadOpenPins(ticket.id, trx)
  const lines = pins.map((pin) => sayPin(pin, i18n))
  let body = note ? `${note}\n` : ''
  let written = 0
  for (const [at, pin] of pins.entries()) {
    const { name, rest } = lines[at]
    const said = pin.isGuest ? unaddressed(rest) : rest
    const line = `\n${at + 1}. [${escaped(name)}](${pinHref(ticket.id, pin)})${escaped(said)}`
    if (body.length + line.length > LONGEST_COMMENT - FOR_THE_REST) break
    body += line
    written += 1
  }
  const left = ticket.openPins - written
  if (left > 0) body += `\n\n${i18n.t('deliverables.revision.left_out', { count: left })}`
  const plain = lines.map(({ name, rest }, at) => `${at + 1}. ${name}${rest}`)
  return { body: body.trim(), lines: plain.slice(0, MAILED) }
}

function sayPin(pin: OpenPin, i18n: ReturnType<typeof wordsOf>['i18n']) {
  const name = i18n.t('deliverables.pin.line', { name: pin.deliverable, number: pin.number })
  const where = [i18n.t('deliverables.pin.version', { version: pin.version }), placeOf(pin, i18n)]
  const author = pin.isGuest ? i18n.t('deliverables.guest', { name: pin.author }) : pin.author
  const { text } = excerptOf(pin.body, LONGEST_PIN)
  return { name, rest: `, ${where.filter(Boolean).join(', ')}: ${text} (${author})` }
}

/** What Markdown would read as its own stands as it is: these words come from others than the comment. */
function escaped(words: string): string {
  return words.replace(/[\\[\]*_`<>~]/g, '\\$&')
}

/** A stranger addresses nobody through the comment of somebody of the desk. */
function unaddressed(words: string): string {
  return words.replace(/@(?=[a-z0-9])/gi, '@\u2060')
}
