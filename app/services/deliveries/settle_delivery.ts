import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import clock from '#services/clock'

/** Tries after which a delivery is given up, until somebody asks for it again. */
export const MOST_TRIES = 8
/** How long an unreachable mail server is waited for. */
const PATIENCE_DAYS = 3
/** Seconds after the first failed try; doubled with each further one. */
const FIRST_PAUSE = 30
/** Nobody waits longer than this for the next try: after an outage everything arrives within five minutes. */
const LONGEST_PAUSE = 270
/** Seconds between two looks whether an unreachable server is back. */
const OUTAGE_PAUSE = 30

/** The mail server took it; its id stands in the message and in the list. */
export async function markSent(delivery: Delivery, messageId: string): Promise<void> {
  await settle(delivery, {
    state: 'sent',
    sent_at: clock.now().toJSDate(),
    message_id: messageId,
    last_error: null,
  })
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

/** Not now, though nothing is wrong with it: it comes again in some minutes and costs no try. */
export async function postpone(delivery: Delivery, reason: string): Promise<void> {
  await settle(delivery, {
    state: 'waiting',
    attempts: delivery.attempts - 1,
    last_error: reason,
    next_try_at: after(LONGEST_PAUSE),
  })
}

/** Gives a claimed delivery back untouched: the worker ends. */
export async function release(delivery: Delivery): Promise<void> {
  await settle(delivery, { state: 'waiting', attempts: delivery.attempts - 1 })
}

/** Only while the lease is ours: whoever claimed it after us has the say. */
async function settle(delivery: Delivery, columns: Record<string, unknown>): Promise<void> {
  await db
    .from('deliveries')
    .where({ id: delivery.id, state: 'sending' })
    .where('leased_until', delivery.leasedUntil!.toJSDate())
    .update({ ...columns, leased_until: null })
}

/** Some seconds from now, up to a third less, so that what failed together does not come back together. */
function after(seconds: number): Date {
  const jittered = seconds * (0.7 + Math.random() * 0.3)
  return clock.now().plus({ seconds: jittered }).toJSDate()
}
