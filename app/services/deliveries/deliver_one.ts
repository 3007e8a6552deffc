import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import type Delivery from '#models/delivery'
import { composeMail } from '#mails/compose_mail'
import { hasEnoughMail } from '#services/deliveries/has_enough_mail'
import { failureText, judgeFailure } from '#services/deliveries/judge_failure'
import type { MailTransport } from '#services/deliveries/mail'
import type { oneAtATime } from '#services/deliveries/one_at_a_time'
import * as outcome from '#services/deliveries/settle_delivery'
import { whyNotWanted } from '#services/deliveries/why_not_wanted'

/** What the deliveries of one run share. */
export interface Run {
  transport: MailTransport
  signal: AbortSignal
  /** The right to give a server the final word: when the process is killed, one mail at most is in doubt. */
  theFinalWord: ReturnType<typeof oneAtATime>
  /** Rejects some time after the worker was told to end: mails without their final word are given back then. */
  patience: Promise<never>
  isUnreachable: boolean
}

/** Sends one claimed delivery and settles it: sent, dropped, for later, or given up. */
export async function deliverOne(delivery: Delivery, run: Run): Promise<void> {
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
    await Promise.race([run.transport.send(prepared, mayEnd), run.patience])
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

/** The mail, or null when it is not wanted or cannot be written; that is settled then. */
async function prepare(delivery: Delivery) {
  try {
    const { why, wanted } = await whyNotWanted(delivery)
    if (!wanted) {
      await outcome.markDropped(delivery, why)
      return null
    }
    if (await hasEnoughMail(delivery)) {
      await outcome.postpone(delivery, 'Many mails went to this person within the hour.')
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
