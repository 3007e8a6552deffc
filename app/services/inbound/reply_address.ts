import { createHmac, timingSafeEqual } from 'node:crypto'
import env from '#start/env'

/** What a signed reply address says: whose answer to which ticket, and to which comment if it was one. */
export interface ReplyTarget {
  ticketId: number
  userId: number
  commentId: number | null
}

const PURPOSE = 'countersign.reply.1'
/** 100 bits of the signature, five a letter. */
const LETTERS = 20
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
/** RFC 5321, 4.5.3.1.1. */
const LONGEST_LOCAL_PART = 64
const SHAPE = /^([0-9a-z]{1,7})\.([0-9a-z]{1,7})\.([0-9a-z]{1,7})\.([a-z2-7]{20})$/
const MOST = 2_147_483_647

/** True when answers to mails are read: a mailbox and its address are configured. */
export function takesReplies(): boolean {
  return Boolean(env.get('IMAP_URL') && env.get('MAIL_REPLY_TO'))
}

/**
 * The address that answers to one mail go to: the mailbox's own with "+<ticket>.<person>.<comment>.<signature>", numbers
 * in base 36. Mail servers may turn it into lower case, so it has no capitals.
 * @returns null without a mailbox, and when the address would become too long
 */
export function replyAddress(target: ReplyTarget): string | null {
  const [local, domain] = mailboxParts()
  if (!local) return null
  const numbers = [target.ticketId, target.userId, target.commentId ?? 0]
    .map((number) => number.toString(36))
    .join('.')
  const name = `${local}+${numbers}.${sign(numbers)}`
  return name.length <= LONGEST_LOCAL_PART ? `${name}@${domain}` : null
}

/**
 * Reads an address that a mail went to.
 * @returns what it says; `forged` when it has the shape of a reply address and the signature is wrong; null for all else
 */
export function readReplyAddress(address: string): ReplyTarget | 'forged' | null {
  const [local, domain] = mailboxParts()
  const given = address.trim().toLowerCase()
  const start = `${local.toLowerCase()}+`
  const end = `@${domain.toLowerCase()}`
  if (!local || !given.startsWith(start) || !given.endsWith(end)) return null
  const match = SHAPE.exec(given.slice(start.length, -end.length))
  if (!match) return 'forged'
  const [, ticket, user, comment, signature] = match
  if (!isSame(signature, sign(`${ticket}.${user}.${comment}`))) return 'forged'
  const [ticketId, userId, commentId] = [ticket, user, comment].map((text) =>
    Number.parseInt(text, 36)
  )
  if (Math.max(ticketId, userId, commentId) > MOST) return 'forged'
  return { ticketId, userId, commentId: commentId || null }
}

/** Local part and domain of MAIL_REPLY_TO; empty without a mailbox. */
function mailboxParts(): [string, string] {
  const address = takesReplies() ? env.get('MAIL_REPLY_TO')! : ''
  const at = address.lastIndexOf('@')
  return [address.slice(0, Math.max(at, 0)), address.slice(at + 1)]
}

function sign(numbers: string): string {
  const mac = createHmac('sha256', env.get('APP_KEY').release())
    .update(`${PURPOSE}\0${numbers}`)
    .digest()
  return Array.from({ length: LETTERS }, (_, at) => ALPHABET[fiveBits(mac, at * 5)]).join('')
}

function fiveBits(bytes: Buffer, from: number): number {
  const at = from >> 3
  return (((bytes[at] << 8) | bytes[at + 1]) >> (11 - (from & 7))) & 31
}

function isSame(given: string, right: string): boolean {
  return given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right))
}
