import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import clock from '#services/clock'

/** What became of a mail; words for admins in inbound.json under `results`. */
export type InboundResult =
  | 'commented'
  | 'noted'
  | 'followed_up'
  | 'loop'
  | 'bounce'
  | 'automatic'
  | 'no_answer'
  | 'forged_address'
  | 'not_visible'
  | 'wrong_sender'
  | 'forged_sender'
  | 'not_active'
  | 'empty'
  | 'too_big'
  | 'too_many'
  | 'unreadable'
  | 'refused'
  | 'failed'

export interface Outcome {
  result: InboundResult
  userId?: number | null
  ticketId?: number | null
  commentId?: number | null
  /** The sentence of a refusal. */
  detail?: string | null
}

/** Mails that fail again and again for reasons of ours are given up after so many rounds, each a minute or more. */
const MOST_TRIES = 30
/** Comments by mail in an hour: of one person on one ticket, and on all. Two answering machines would go on for ever. */
const MOST_AN_HOUR = { ticket: 30, person: 100 }
/** Tickets by mail in a day of one person: each is work for others. */
const MOST_ASKED = 10

/**
 * Notes that a mail is being handled, before anything of it is believed. One that failed may come again.
 * @returns the row; null when the mail was handled before
 */
export async function beginMail(messageId: string, sender: string | null): Promise<number | null> {
  const { rows } = await db.rawQuery(
    `insert into inbound_mails (message_id, sender, result, received_at)
     values (:messageId, :sender, 'trying', :now)
     on conflict (message_id) do update
       set attempts = case when inbound_mails.result = 'failed' then 1 else inbound_mails.attempts + 1 end,
           result = 'trying'
       where inbound_mails.result in ('trying', 'failed')
     returning id, attempts`,
    { messageId, sender, now: clock.now().toJSDate() } as Record<string, any>
  )
  if (rows.length === 0) return null
  const [{ id, attempts }] = rows
  if (attempts <= MOST_TRIES) return id
  await settleMail(db.connection(), id, { result: 'failed' })
  return null
}

/**
 * Writes what became of a mail; for a comment in its own transaction, so that neither is there without the other.
 * @throws when another worker was faster
 */
export async function settleMail(
  client: QueryClientContract,
  id: number,
  outcome: Outcome
): Promise<void> {
  const { result, userId = null, ticketId = null, commentId = null, detail = null } = outcome
  const settled = await client
    .from('inbound_mails')
    .where({ id, result: 'trying' })
    .update({
      result,
      user_id: userId,
      ticket_id: ticketId,
      comment_id: commentId,
      detail: detail?.slice(0, 500) ?? null,
    })
  if (Number(settled) === 0) throw new Error('This mail was handled by another worker.')
}

/** True when a person answered so often within the hour that a machine must be at it. */
export async function hasAnsweredEnough(userId: number, ticketId: number): Promise<boolean> {
  const row = await db
    .from('inbound_mails')
    .where('user_id', userId)
    .whereNotNull('comment_id')
    .where('received_at', '>', clock.now().minus({ hours: 1 }).toJSDate())
    .select(db.raw('count(*) as person'))
    .select(db.raw('count(*) filter (where ticket_id = ?) as ticket', [ticketId]))
    .first()
  return Number(row.ticket) >= MOST_AN_HOUR.ticket || Number(row.person) >= MOST_AN_HOUR.person
}

/** True when a person's late answers made so many tickets within a day that a machine must be at it. */
export async function hasAskedEnough(userId: number): Promise<boolean> {
  const row = await db
    .from('inbound_mails')
    .where({ user_id: userId, result: 'followed_up' })
    .where('received_at', '>', clock.now().minus({ days: 1 }).toJSDate())
    .count('* as count')
    .first()
  return Number(row.count) >= MOST_ASKED
}
