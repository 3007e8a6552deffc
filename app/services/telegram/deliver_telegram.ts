import { setTimeout as sleep } from 'node:timers/promises'
import env from '#start/env'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { claimDelivery, nextDeliveryAt } from '#services/deliveries/claim_delivery'
import { oneAtATime } from '#services/deliveries/one_at_a_time'
import { claimStaleCard } from '#services/telegram/cards/claim_stale_card'
import { rewriteCard } from '#services/telegram/cards/rewrite_card'
import { deliverDaily, GROUP_REPORT } from '#services/telegram/deliver_daily'
import { deliverMessage } from '#services/telegram/deliver_message'
import { deliverSummary } from '#services/telegram/deliver_summary'
import { pausedUntil } from '#services/telegram/pace'
import type { TelegramRun } from '#services/telegram/run'

/** Messages that are made ready at the same time; on the wire there is one. */
const LANES = 4
/** A chat that has had its message for this second stands back. */
const CHAT_IS_FREE = `not exists (
  select 1 from users u join telegram_pace p on p.chat_id = u.telegram_chat_id
  where u.id = d.user_id and p.next_at > clock_timestamp())`

/**
 * Rewrites the cards of tickets that moved on and sends what is due, within the limits of the Bot API, until nothing is
 * left, the Bot API is away or the worker ends.
 * @returns when to come again; null when nothing waits
 */
export async function deliverTelegram({
  signal = new AbortController().signal,
}: { signal?: AbortSignal } = {}): Promise<Date | null> {
  const paused = await pausedUntil()
  if (paused) return paused
  const run: TelegramRun = { signal, theFinalWord: oneAtATime(), isStopped: false, pause: 0 }
  const lanes = Array.from({ length: LANES }, () => lane(run))
  const ended = await Promise.allSettled([...lanes, groupLane(run)])
  const broken = ended.find((one) => one.status === 'rejected')
  if (broken) throw broken.reason
  if (run.isStopped) return clock.now().plus({ seconds: run.pause }).toJSDate()
  return nextAt()
}

async function lane(run: TelegramRun): Promise<void> {
  while (!run.signal.aborted && !run.isStopped) {
    if (await takeOne(run)) continue
    const wait = await nextTurn()
    if (wait === null) return
    await sleep(wait)
  }
}

/** What is decided vanishes before anything new comes. @returns false when nothing is due */
async function takeOne(run: TelegramRun): Promise<boolean> {
  const card = await claimStaleCard()
  if (card) {
    await rewriteCard(card, run)
    return true
  }
  const delivery = await claimDelivery('telegram', CHAT_IS_FREE)
  if (delivery) await deliverMessage(delivery, run)
  return delivery !== null
}

/** The group has a lane of its own: it takes a message every three seconds, and nobody waits for that. */
async function groupLane(run: TelegramRun): Promise<void> {
  const chatId = env.get('TELEGRAM_GROUP_CHAT_ID')
  while (chatId && !run.signal.aborted && !run.isStopped) {
    const delivery = await claimDelivery('telegram_group')
    if (!delivery) return
    const deliver = delivery.kind === GROUP_REPORT ? deliverDaily : deliverSummary
    await deliver(delivery, chatId, run)
  }
}

/** Milliseconds until the first chat that something is due for is free again; null when nothing is due. */
async function nextTurn(): Promise<number | null> {
  const { rows } = await db.rawQuery(
    `select extract(epoch from min(p.next_at) - clock_timestamp()) * 1000 as wait
     from telegram_pace p
     where p.next_at > clock_timestamp() and (
       exists (select 1 from users u join deliveries d on d.user_id = u.id
         where u.telegram_chat_id = p.chat_id and d.channel = 'telegram' and d.state = 'waiting'
           and d.next_try_at <= :now)
       or exists (select 1 from telegram_cards c
         where c.chat_id = p.chat_id and c.is_stale and (c.next_try_at is null or c.next_try_at <= :now)))`,
    { now: clock.now().toJSDate() } as Record<string, any>
  )
  return rows[0].wait === null ? null : Math.max(10, Number(rows[0].wait))
}

async function nextAt(): Promise<Date | null> {
  const cards = await db
    .from('telegram_cards')
    .where('is_stale', true)
    .min('next_try_at as next')
    .first()
  const group = env.get('TELEGRAM_GROUP_CHAT_ID') ? await nextDeliveryAt('telegram_group') : null
  const dates = [cards?.next as Date | null, group, await nextDeliveryAt('telegram')]
  return dates.reduce((first, one) => (one && (!first || one < first) ? one : first), null)
}
