import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import env from '#start/env'
import type Delivery from '#models/delivery'
import { composeMail } from '#mails/compose_mail'
import clock from '#services/clock'
import { claimDelivery, nextDeliveryAt } from '#services/deliveries/claim_delivery'
import { fileTransport } from '#services/deliveries/file_transport'
import { failureText, judgeFailure } from '#services/deliveries/judge_failure'
import type { MailTransport } from '#services/deliveries/mail'
import { oneAtATime } from '#services/deliveries/one_at_a_time'
import * as outcome from '#services/deliveries/settle_delivery'
import { smtpTransport } from '#services/deliveries/smtp_transport'
import { whyNotWanted } from '#services/deliveries/why_not_wanted'

/** Mails on their way at the same time. */
const LANES = 5
/** A worker that ends lets go of unfinished mails after this many milliseconds. */
const PATIENCE = 2000

interface Run {
  transport: MailTransport
  signal: AbortSignal
  /** The right to give a server the final word: when the process is killed, one mail at most is in doubt. */
  theFinalWord: ReturnType<typeof oneAtATime>
  isUnreachable: boolean
}

/**
 * Sends what is due, several at once, until nothing is left, the server is away or the worker ends.
 * @returns when to come again; null when nothing waits
 */
export async function deliverDue({ signal }: { signal?: AbortSignal } = {}): Promise<Date | null> {
  const url = env.get('SMTP_URL')
  const run: Run = {
    transport: url ? smtpTransport(url, LANES) : fileTransport(),
    signal: signal ?? new AbortController().signal,
    theFinalWord: oneAtATime(),
    isUnreachable: false,
  }
  try {
    const ended = await Promise.allSettled(Array.from({ length: LANES }, () => lane(run)))
    const broken = ended.find((one) => one.status === 'rejected')
    if (broken) throw broken.reason
  } finally {
    run.transport.close()
  }
  return run.isUnreachable ? clock.now().plus({ seconds: 20 }).toJSDate() : nextDeliveryAt('email')
}

async function lane(run: Run): Promise<void> {
  while (!run.signal.aborted && !run.isUnreachable) {
    const delivery = await claimDelivery('email')
    if (!delivery) return
    await deliver(delivery, run)
  }
}

async function deliver(delivery: Delivery, run: Run): Promise<void> {
  if (delivery.attempts > outcome.MOST_TRIES) {
    return outcome.markRefused(delivery, 'The worker ended each time this was sent.', true)
  }
  const prepared = await prepare(delivery)
  if (!prepared) return
  let giveBack: (() => void) | undefined
  let isOver = false
  const mayEnd = async () => {
    const back = await run.theFinalWord()
    if (isOver || run.signal.aborted) {
      back()
      throw new Error('The worker ends.')
    }
    giveBack = back
  }
  try {
    await Promise.race([run.transport.send(prepared, mayEnd), patienceIsOver(run.signal)])
    await stubbornly(() => outcome.markSent(delivery, prepared.messageId))
  } catch (error) {
    if (!run.signal.aborted) await settleFailure(delivery, error, run)
    else if (!giveBack) await outcome.release(delivery)
  } finally {
    isOver = true
    giveBack?.()
  }
}

/** The mail is out: a database that is away for some seconds must not make it go twice. */
async function stubbornly(work: () => Promise<void>): Promise<void> {
  for (let left = 10; ; left--) {
    try {
      return await work()
    } catch (error) {
      if (left === 0) throw error
      await sleep(1000)
    }
  }
}

/** Rejects some time after the worker was told to end; what has had the final word by then keeps its lease. */
function patienceIsOver(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const letGo = () => setTimeout(() => reject(new Error('The worker ends.')), PATIENCE).unref()
    if (signal.aborted) letGo()
    else signal.addEventListener('abort', letGo, { once: true })
  })
}

/** The mail, or null when it is not wanted or cannot be written; that is settled then. */
async function prepare(delivery: Delivery) {
  try {
    const { why, wanted } = await whyNotWanted(delivery)
    if (!wanted) {
      await outcome.markDropped(delivery, why)
      return null
    }
    const mail = await composeMail(delivery, wanted)
    if (!mail) await outcome.markDropped(delivery, 'nothing_to_say')
    return mail
  } catch (error) {
    logger.error({ err: error, delivery: delivery.id }, 'a mail could not be written')
    await outcome.markRefused(delivery, failureText(error), false)
    return null
  }
}

async function settleFailure(delivery: Delivery, error: unknown, run: Run): Promise<void> {
  const failure = judgeFailure(error)
  // One line for an outage, not one for every mail that meets it.
  if (!run.isUnreachable) {
    logger.warn({ delivery: delivery.id, failure, reason: failureText(error) }, 'a mail did not go')
  }
  if (failure === 'unreachable') {
    run.isUnreachable = true
    return outcome.markUnreachable(delivery, failureText(error))
  }
  return outcome.markRefused(delivery, failureText(error), failure === 'refused_for_good')
}
