import { DateTime } from 'luxon'
import type Delivery from '#models/delivery'
import clock from '#services/clock'
import type { HeldFor } from '#services/deliveries/pace_delivery'
import { settleLease } from '#services/deliveries/settle_lease'

export { markSent } from '#services/deliveries/mark_sent'

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

/** The person need not know any more, or may not: nothing is sent, and the list says why. */
export async function markDropped(delivery: Delivery, reason: string): Promise<void> {
  await settleLease(delivery, {
    state: 'dropped',
    last_error: reason,
    attempts: delivery.attempts - 1,
  })
}

/** The message itself was refused: for good, or until the next try. After eight tries it is given up. */
export async function markRefused(
  delivery: Delivery,
  error: string,
  forGood: boolean
): Promise<void> {
  if (forGood || delivery.attempts >= MOST_TRIES) {
    await settleLease(delivery, { state: 'failed', last_error: error })
    return
  }
  const pause = Math.min(FIRST_PAUSE * 2 ** (delivery.attempts - 1), LONGEST_PAUSE)
  await settleLease(delivery, { state: 'waiting', last_error: error, next_try_at: after(pause) })
}

/**
 * A report could not be counted or drawn: what was too much for the database would be so again in a minute, so the next
 * try is half an hour later, the last an hour after that.
 */
export async function markUnwritten(delivery: Delivery, error: string): Promise<void> {
  await settleLease(delivery, {
    state: delivery.attempts >= MOST_WRITINGS ? 'failed' : 'waiting',
    last_error: error,
    next_try_at: after(WRITING_PAUSE * delivery.attempts),
  })
}

/** The server could not be reached: that is not the message's fault and costs it no try. */
export async function markUnreachable(delivery: Delivery, error: string): Promise<void> {
  const isTooOld = delivery.createdAt < clock.now().minus({ days: PATIENCE_DAYS })
  await settleLease(delivery, {
    state: isTooOld ? 'failed' : 'waiting',
    attempts: delivery.attempts - 1,
    last_error: error,
    next_try_at: after(OUTAGE_PAUSE),
  })
}

/** Not now, though nothing is wrong with it: it waits until a moment and costs no try. */
export async function hold(delivery: Delivery, heldFor: HeldFor, until: DateTime): Promise<void> {
  await settleLease(delivery, {
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
  await settleLease(delivery, { state: 'waiting', attempts: delivery.attempts - 1 })
}

/** Some seconds from now, up to a third less, so that what failed together does not come back together. */
function after(seconds: number): Date {
  const jittered = seconds * (0.7 + Math.random() * 0.3)
  return clock.now().plus({ seconds: jittered }).toJSDate()
}
