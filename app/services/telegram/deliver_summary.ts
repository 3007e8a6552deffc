import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type Delivery from '#models/delivery'
import { deliveryOf } from '#services/deliveries/claim_delivery'
import * as outcome from '#services/deliveries/settle_delivery'
import { stubbornly } from '#services/deliveries/stubbornly'
import clock from '#services/clock'
import { bot } from '#services/telegram/bot'
import { GROUP_REPORT } from '#services/telegram/deliver_daily'
import { inGroup } from '#services/telegram/in_group'
import { judgeRefusal, refusalText } from '#services/telegram/judge_refusal'
import { stopFor, takeTurn, type TelegramRun } from '#services/telegram/run'
import { writeSummaries } from '#services/telegram/write_summaries'

/** Summaries in one message, when more wait than the group's pace lets through one by one. */
const MOST = 10

/** Sends one claimed summary to the group, and with it those that have been waiting behind it. */
export async function deliverSummary(
  delivery: Delivery,
  chatId: string,
  run: TelegramRun
): Promise<void> {
  if (delivery.attempts > outcome.MOST_TRIES) {
    return outcome.markRefused(delivery, 'The worker ended each time this was sent.', true)
  }
  if (!(await takeTurn(run, chatId, true))) return outcome.release(delivery)
  const joined = await takeAlong(delivery)
  const written = await writeSummaries([delivery, ...joined])
  const unwanted = joined
    .filter(({ id }) => !written.ids.includes(id))
    .map((one) => ({ delivery: one, why: 'no_longer_there' }))
  if (written.html === '') return outcome.markDropped(delivery, 'no_longer_there')
  const giveBack = await run.theFinalWord()
  try {
    if (run.signal.aborted || run.isStopped) return await outcome.release(delivery)
    const messageId = await inGroup(chatId, (chat) => send(chat, written.html))
    const company = { joined: joined.filter(({ id }) => written.ids.includes(id)), unwanted }
    await stubbornly(() => outcome.markSent(delivery, `${chatId}/${messageId}`, company))
  } catch (error) {
    await settleFailure(delivery, error, run)
  } finally {
    giveBack()
  }
}

async function send(chatId: string, html: string): Promise<number> {
  const options = { parse_mode: 'HTML' as const, link_preview_options: { is_disabled: true } }
  const { message_id: id } = await bot().sendMessage(chatId, html, options)
  return id
}

/**
 * Takes what is due behind it, in order, and nothing that must not overtake an earlier one about its ticket; given back
 * with it when it does not go.
 */
async function takeAlong(delivery: Delivery): Promise<Delivery[]> {
  const { rows } = await db.rawQuery(
    `update deliveries set joined_into = :leader
     where id in (
       select d.id from deliveries d
       where d.channel = 'telegram_group' and d.state = 'waiting' and d.joined_into is null and d.id > :leader
         and d.next_try_at <= :now and d.kind <> '${GROUP_REPORT}'
         and not exists (
           select 1 from deliveries earlier
           where earlier.ticket_id = d.ticket_id and earlier.user_id is null and earlier.channel = d.channel
             and earlier.id < d.id and earlier.id <> :leader
             and (earlier.state = 'sending' or (earlier.state = 'waiting'
               and (earlier.joined_into is not null or earlier.next_try_at > :now))))
       order by d.id limit ${MOST - 1}
       for update skip locked)
     returning *`,
    { leader: delivery.id, now: clock.now().toJSDate() } as Record<string, any>
  )
  return rows.map(deliveryOf).sort((a: Delivery, b: Delivery) => a.id - b.id)
}

async function settleFailure(delivery: Delivery, error: unknown, run: TelegramRun): Promise<void> {
  const failure = judgeRefusal(error)
  if (failure === 'unreachable' || failure === 'wait') {
    await stopFor(run, error)
    return outcome.markUnreachable(delivery, refusalText(error))
  }
  logger.warn({ delivery: delivery.id, reason: refusalText(error) }, 'a summary did not go')
  return outcome.markRefused(delivery, refusalText(error), false)
}
