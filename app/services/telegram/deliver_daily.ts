import logger from '@adonisjs/core/services/logger'
import type Delivery from '#models/delivery'
import * as outcome from '#services/deliveries/settle_delivery'
import { stubbornly } from '#services/deliveries/stubbornly'
import { bot } from '#services/telegram/bot'
import { inGroup } from '#services/telegram/in_group'
import { judgeRefusal, refusalText } from '#services/telegram/judge_refusal'
import { stopFor, takeTurn, type TelegramRun } from '#services/telegram/run'
import { writeDaily, type WrittenDaily } from '#services/telegram/write_daily'

/** The group's report, which is about no ticket. */
export const GROUP_REPORT = 'daily_report'

/** Sends the claimed daily report to the group, as one message: a picture with the figures below it. */
export async function deliverDaily(
  delivery: Delivery,
  chatId: string,
  run: TelegramRun
): Promise<void> {
  if (delivery.attempts > outcome.MOST_TRIES) {
    return outcome.markRefused(delivery, 'The worker ended each time this was sent.', true)
  }
  if (!(await takeTurn(run, chatId, true))) return outcome.release(delivery)
  const { day } = delivery.details as { day: string }
  let giveBack: (() => void) | undefined
  try {
    const written = await writeDaily(day)
    giveBack = await run.theFinalWord()
    if (run.signal.aborted || run.isStopped) return await outcome.release(delivery)
    const messageId = await inGroup(chatId, (chat) => send(chat, written))
    await stubbornly(() => outcome.markSent(delivery, `${chatId}/${messageId}`))
  } catch (error) {
    const failure = judgeRefusal(error)
    if (failure === 'unreachable' || failure === 'wait') {
      await stopFor(run, error)
      return outcome.markUnreachable(delivery, refusalText(error))
    }
    logger.warn(
      { delivery: delivery.id, reason: refusalText(error) },
      'the daily report did not go'
    )
    return outcome.markRefused(delivery, refusalText(error), false)
  } finally {
    giveBack?.()
  }
}

/** A picture that Telegram refuses is left out. */
async function send(chatId: string, { html, picture }: WrittenDaily): Promise<number> {
  const inHtml = { parse_mode: 'HTML' as const }
  if (picture) {
    try {
      const sent = await bot().sendPhoto(chatId, picture, { caption: html, ...inHtml })
      return sent.message_id
    } catch (error) {
      if (judgeRefusal(error) !== 'refused') throw error
    }
  }
  const options = { ...inHtml, link_preview_options: { is_disabled: true } }
  const sent = await bot().sendMessage(chatId, html, options)
  return sent.message_id
}
