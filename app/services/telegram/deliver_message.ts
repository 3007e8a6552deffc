import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type Delivery from '#models/delivery'
import { paceDelivery } from '#services/deliveries/pace_delivery'
import * as outcome from '#services/deliveries/settle_delivery'
import { stubbornly } from '#services/deliveries/stubbornly'
import { whyNotWanted, type Wanted } from '#services/deliveries/why_not_wanted'
import { cardKeyboard } from '#services/telegram/cards/card_keyboard'
import { cardPicture } from '#services/telegram/cards/card_picture'
import { keepCard } from '#services/telegram/cards/keep_card'
import { sendMessage } from '#services/telegram/cards/send_message'
import { writeCard, type WrittenCard } from '#services/telegram/cards/write_card'
import { judgeRefusal, refusalText } from '#services/telegram/judge_refusal'
import { stopFor, takeTurn, type TelegramRun } from '#services/telegram/run'
import { fallBackToMail, switchOff } from '#services/telegram/switch_off'
import { wordsOf } from '#services/words/words_of'

interface Prepared {
  written: WrittenCard
  wanted: Wanted
  chatId: string
}

/** Sends one claimed delivery to a private chat and settles it: sent, dropped, for later, by mail instead, or given up. */
export async function deliverMessage(delivery: Delivery, run: TelegramRun): Promise<void> {
  if (delivery.attempts > outcome.MOST_TRIES) {
    return outcome.markRefused(delivery, 'The worker ended each time this was sent.', true)
  }
  const prepared = await prepare(delivery)
  if (!prepared) return
  if (!(await takeTurn(run, prepared.chatId))) return outcome.release(delivery)
  const giveBack = await run.theFinalWord()
  try {
    if (run.signal.aborted || run.isStopped) await outcome.release(delivery)
    else await send(delivery, prepared)
  } catch (error) {
    await settleFailure(delivery, prepared.chatId, error, run)
  } finally {
    giveBack()
  }
}

async function send(delivery: Delivery, { written, wanted, chatId }: Prepared): Promise<void> {
  const { reader, ticket } = wanted
  const picture =
    written.wantsPicture && written.ticketId ? await cardPicture(written.ticketId) : null
  const workflow = ticket?.workflow ?? null
  const keyboard = cardKeyboard({ ...written, workflow }, wordsOf(reader))
  const sent = await sendMessage(chatId, written.text, keyboard, picture)
  await stubbornly(async () => {
    if (ticket && written.moves.length > 0) {
      const { lockVersion } = ticket
      const { kind, id: deliveryId } = delivery
      await keepCard({ written, reader, chatId, kind, deliveryId, sent, keyboard, lockVersion })
    }
    await outcome.markSent(delivery, `${chatId}/${sent.messageId}`)
  })
}

/** The message, or null when it is not wanted, has to wait or cannot be written; that is settled then. */
async function prepare(delivery: Delivery): Promise<Prepared | null> {
  try {
    const { why, wanted } = await whyNotWanted(delivery)
    if (!wanted) {
      await outcome.markDropped(delivery, why)
      return null
    }
    const { telegramChatId: chatId, telegramOffAt } = wanted.reader
    if (!chatId || telegramOffAt) {
      await db.transaction((trx) => fallBackToMail(trx, wanted.reader.id))
      return null
    }
    const pace = await paceDelivery(delivery)
    if (pace.go === null) {
      await outcome.hold(delivery, pace.heldFor, pace.until)
      return null
    }
    return { written: await writeCard(delivery, wanted), wanted, chatId }
  } catch (error) {
    logger.error({ err: error, delivery: delivery.id }, 'a message could not be written')
    await outcome.markRefused(delivery, refusalText(error), false)
    return null
  }
}

async function settleFailure(
  delivery: Delivery,
  chatId: string,
  error: unknown,
  run: TelegramRun
): Promise<void> {
  const failure = judgeRefusal(error)
  if (failure === 'unreachable' || failure === 'wait') {
    await stopFor(run, error)
    return outcome.markUnreachable(delivery, refusalText(error))
  }
  logger.warn({ delivery: delivery.id, reason: refusalText(error) }, 'a message did not go')
  if (failure === 'chat_gone') return switchOff(delivery.userId!, chatId)
  // A message that Telegram does not take may be one that we write better after an upgrade: the list keeps it.
  return outcome.markRefused(delivery, refusalText(error), false)
}
