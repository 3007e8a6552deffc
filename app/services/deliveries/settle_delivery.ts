import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import clock from '#services/clock'
import type { HeldFor } from '#services/deliveries/pace_delivery'

/** Tries after which a delivery is given up, until somebody asks for it again. */
export const MOST_TRIES = 8
/** How long an unreachable mail server is waited for. */
const PATIENCE_DAYS = 3
/** Seconds after the first failed try; doubled with each further one. */
const FIRST_PAUSE = 30
/** Nobody waits longer than this for the next try: after an outage everything arrives within five minutes. */
const LONGEST_PAUSE = 270
/** Tries to write a report, and the seconds after the first one; each further pause is as much longer. */
const MOST_WRITINGS = 3
const WRITING_PAUSE = 1800
/** Seconds between two looks whether an unreachable server is back. */
const OUTAGE_PAUSE = 30

/** What left as one message with a delivery, and what was found unwanted on the way, with the reason. */
export interface Company {
  joined: Delivery[]
  unwanted: { delivery: Delivery; why: string }[]
}

/**
 * The other side took it; its id stands in the message and in the list. What went along is settled in the same statement,
 * so that it is neither lost nor sent again.
 */
export async function markSent(
  delivery: Delivery,
  messageId: string,
  { joined, unwanted }: Company = { joined: [], unwanted: [] }
): Promise<void> {
  const reasons = unwanted.map(({ delivery: { id }, why }) => ({ id, why }))
  await db.rawQuery(
    `with leader as (
       update deliveries set state = 'sent', sent_at = :now, message_id = :messageId, last_error = null,
         leased_until = null, held_for = null
       where id = :id and state = 'sending' and leased_until = :lease
       returning id
     ), unwanted as (
       select * from jsonb_to_recordset(:unwanted::jsonb) as u(id bigint, why text)
     ), parts as (
       select d.id, d.id = any(:joined) as is_joined, unwanted.why
       from leader join deliveries d on d.joined_into = leader.id and d.state = 'waiting'
       left join unwanted on unwanted.id = d.id
     )
     update deliveries d set
       state = case when p.is_joined then 'joined' when p.why is not null then 'dropped' else 'waiting' end,
       sent_at = case when p.is_joined then :now::timestamptz end,
       message_id = case when p.is_joined then :messageId end,
       last_error = p.why,
       held_for = case when not p.is_joined and p.why is null then d.held_for end,
       joined_into = case when p.is_joined then d.joined_into end
     from parts p where d.id = p.id and d.state = 'waiting'`,
    {
      id: delivery.id,
      lease: delivery.leasedUntil!.toJSDate(),
      now: clock.now().toJSDate(),
      messageId,
      joined: joined.map(({ id }) => id),
      unwanted: JSON.stringify(reasons),
    } as Record<string, any>
  )
}

/** The person need not know any more, or may not: nothing is sent, and the list says why. */
export async function markDropped(delivery: Delivery, reason: string): Promise<void> {
  await settle(delivery, { state: 'dropped', last_error: reason, attempts: delivery.attempts - 1 })
}

/** The message itself was refused: for good, or until the next try. After eight tries it is given up. */
export async function markRefused(
  delivery: Delivery,
  error: string,
  forGood: boolean
): Promise<void> {
  if (forGood || delivery.attempts >= MOST_TRIES) {
    await settle(delivery, { state: 'failed', last_error: error })
    return
  }
  const pause = Math.min(FIRST_PAUSE * 2 ** (delivery.attempts - 1), LONGEST_PAUSE)
  await settle(delivery, { state: 'waiting', last_error: error, next_try_at: after(pause) })
}

/**
 * A report could not be counted or drawn: what was too much for the database would be so again in a minute, so the next
 * try is half an hour later, the last an hour after that.
 */
export async function markUnwritten(delivery: Delivery, error: string): Promise<void> {
  await settle(delivery, {
    state: delivery.attempts >= MOST_WRITINGS ? 'failed' : 'waiting',
    last_error: error,
    next_try_at: after(WRITING_PAUSE * delivery.attempts),
  })
}

/** The server could not be reached: that is not the message's fault and costs it no try. */
export async function markUnreachable(delivery: Delivery, error: string): Promise<void> {
  const isTooOld = delivery.createdAt < clock.now().minus({ days: PATIENCE_DAYS })
  await settle(delivery, {
    state: isTooOld ? 'failed' : 'waiting',
    attempts: delivery.attempts - 1,
    last_error: error,
    next_try_at: after(OUTAGE_PAUSE),
  })
}

/** Not now, though nothing is wrong with it: it waits until a moment and costs no try. */
export async function hold(delivery: Delivery, heldFor: HeldFor, until: DateTime): Promise<void> {
  await settle(delivery, {
    state: 'waiting',
    attempts: delivery.attempts - 1,
    held_for: heldFor,
    next_try_at: until.toJSDate(),
  })
}

/** Too many went to this person within the hour: it comes again in some minutes. */
export async function postpone(delivery: Delivery): Promise<void> {
  await hold(delivery, 'limit', DateTime.fromJSDate(after(LONGEST_PAUSE)))
}

/** Gives a claimed delivery back untouched: the worker ends. */
export async function release(delivery: Delivery): Promise<void> {
  await settle(delivery, { state: 'waiting', attempts: delivery.attempts - 1 })
}

/**
 * Only while the lease is ours: whoever claimed it after us has the say. What was to go along is free again, in the same
 * transaction.
 */
async function settle(delivery: Delivery, columns: Record<string, unknown>): Promise<void> {
  const isOver = columns.state !== 'waiting'
  await db.transaction(async (trx) => {
    const settled = await trx
      .from('deliveries')
      .where({ id: delivery.id, state: 'sending' })
      .where('leased_until', delivery.leasedUntil!.toJSDate())
      .update({ ...columns, leased_until: null, ...(isOver ? { held_for: null } : {}) })
    if (Number(settled) === 0) return
    await trx
      .from('deliveries')
      .where({ joined_into: delivery.id, state: 'waiting' })
      .update({ joined_into: null })
  })
}

/** Some seconds from now, up to a third less, so that what failed together does not come back together. */
function after(seconds: number): Date {
  const jittered = seconds * (0.7 + Math.random() * 0.3)
  return clock.now().plus({ seconds: jittered }).toJSDate()
}
