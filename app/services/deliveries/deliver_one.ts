import logger from '@adonisjs/core/services/logger'
import type Delivery from '#models/delivery'
import { composeMail, composeNews } from '#mails/compose_mail'
import { hasEnoughMail } from '#services/deliveries/has_enough_mail'
import { isReport } from '#services/deliveries/is_report'
import { failureText, judgeFailure } from '#services/deliveries/judge_failure'
import { joinDeliveries } from '#services/deliveries/join_deliveries'
import type { MailTransport } from '#services/deliveries/mail'
import type { oneAtATime } from '#services/deliveries/one_at_a_time'
import { paceDelivery, type Pace } from '#services/deliveries/pace_delivery'
import * as outcome from '#services/deliveries/settle_delivery'
import { sortWanted } from '#services/deliveries/sort_wanted'
import { stubbornly } from '#services/deliveries/stubbornly'
import { whyNotWanted, type Wanted } from '#services/deliveries/why_not_wanted'
import { isBusy } from '#services/tickets/with_locked_ticket'

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
    await Promise.race([run.transport.send(prepared.mail, mayEnd), run.patience])
    const { mail, company } = prepared
    await stubbornly(() => outcome.markSent(delivery, mail.messageId, company))
  } catch (error) {
    if (!run.signal.aborted) await settleFailure(delivery, error, run)
    else if (!giveBack) await outcome.release(delivery)
  } finally {
    isOver = true
    giveBack?.()
  }
}

/** The mail and what goes along, or null when it waits, is not wanted or cannot be written; that is settled then. */
async function prepare(delivery: Delivery) {
  try {
    const pace = await paceDelivery(delivery)
    if (pace.go === null)
      return await putOff(() => outcome.hold(delivery, pace.heldFor, pace.until))
    const { why, wanted } = await whyNotWanted(delivery)
    if (!wanted) return await putOff(() => outcome.markDropped(delivery, why))
    if (await hasEnoughMail(delivery)) return await putOff(() => outcome.postpone(delivery))
    const { mail, company } = await compose(delivery, wanted, pace)
    if (!mail) return await putOff(() => outcome.markDropped(delivery, 'nothing_to_say'))
    return { mail, company }
  } catch (error) {
    // Somebody holds the ticket: the next try waits for him again, and a request to decide is not late for it.
    if (isBusy(error)) return putOff(() => outcome.release(delivery))
    logger.error({ err: error, delivery: delivery.id }, 'a mail could not be written')
    const text = failureText(error)
    if (isReport(delivery)) return putOff(() => outcome.markUnwritten(delivery, text))
    return putOff(() => outcome.markRefused(delivery, text, false))
  }
}

/** One mail about everything that leaves together. A farewell names no ticket, so nothing goes along with it. */
async function compose(delivery: Delivery, wanted: Wanted, pace: Pace) {
  const others = wanted.ticket ? await joinDeliveries(delivery, pace) : []
  const { wanted: parts, unwanted } = await sortWanted(wanted, others)
  const company = { joined: parts.map((part) => part.delivery), unwanted }
  const isAlone = parts.length === 0 && pace.go !== 'digest'
  // What one act did to several tickets leaves as one mail, too.
  const isAboutSeveral = parts.some(({ delivery: { ticketId } }) => ticketId !== delivery.ticketId)
  const mail =
    isAlone || !wanted.ticket
      ? await composeMail(delivery, wanted)
      : await composeNews(delivery, wanted, parts, kindOf(pace, isAboutSeveral))
  return { mail, company }
}

function kindOf({ go }: Pace, isAboutSeveral: boolean): 'ticket' | 'digest' | 'several' {
  if (go === 'digest') return go
  return isAboutSeveral ? 'several' : 'ticket'
}

async function putOff(settle: () => Promise<void>): Promise<null> {
  await settle()
  return null
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
