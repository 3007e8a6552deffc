import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { findWriter, senderOf } from '#services/inbound/find_writer'
import {
  beginMail,
  hasAnsweredEnough,
  settleMail,
  type Outcome,
} from '#services/inbound/inbound_record'
import { isForgedSender } from '#services/inbound/judge_sender'
import { readHead, type MailHead } from '#services/inbound/read_head'
import { recogniseMachine } from '#services/inbound/recognise_machine'
import type { ReplyTarget } from '#services/inbound/reply_address'
import { writeReply } from '#services/inbound/write_reply'

/** The largest mail that is read, in bytes as it travels. */
export const MOST_MAIL_BYTES = 30 * 1024 * 1024

/**
 * Does with one mail what is to be done, once: an answer becomes a comment of the person whom the address was made for,
 * all else is noted and dropped without a word to its sender. Nothing in a mail ever decides.
 * @param raw the mail; of one that is too big only its beginning
 * @param bytes its whole size
 * @returns what became of it; `duplicate` when it was handled before
 * @throws when it should be tried again later (the database or the file store is away)
 */
export async function handleMail(
  raw: Buffer,
  bytes = raw.length
): Promise<Outcome | { result: 'duplicate' }> {
  const head = readHead(raw)
  const from = head && senderOf(head)
  const id = await beginMail(keyOf(head, raw), from)
  if (id === null) return { result: 'duplicate' }
  const judged = head ? await judge(head, from, bytes) : dropped('unreadable')
  if (judged.why !== undefined) {
    const { why: result, user, target } = judged
    const outcome = { result, userId: user?.id, ticketId: target?.ticketId }
    await settleMail(db.connection(), id, outcome)
    return outcome
  }
  return writeReply(id, raw, judged)
}

type Judged =
  | { why: Outcome['result']; user: User | null; target: ReplyTarget | null }
  | { why?: undefined; user: User; target: ReplyTarget }

async function judge(head: MailHead, from: string | null, bytes: number): Promise<Judged> {
  const machine = recogniseMachine(head, from)
  if (machine) return dropped(machine)
  const writer = await findWriter(head, from)
  if (writer.why !== undefined) return writer
  if (isForgedSender(head, from!)) return { ...dropped('forged_sender'), target: writer.target }
  if (bytes > MOST_MAIL_BYTES) return { ...writer, why: 'too_big' }
  const isEnough = await hasAnsweredEnough(writer.user.id, writer.target.ticketId)
  return isEnough ? { ...writer, why: 'too_many' } : writer
}

function dropped(why: Outcome['result']): Judged & { why: Outcome['result'] } {
  return { why, user: null, target: null }
}

/** The Message-ID; without one, or with one that is no name for a mail, the hash of all that is there. */
function keyOf(head: MailHead | null, raw: Buffer): string {
  const given = head?.first('message-id') ?? ''
  if (/^<[\x21-\x7e]{3,250}>$/.test(given)) return given
  return `sha256:${createHash('sha256').update(raw).digest('hex')}`
}
