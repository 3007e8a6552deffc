import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import type TelegramCard from '#models/telegram_card'
import clock from '#services/clock'
import { MOST_TRIES } from '#services/deliveries/settle_delivery'
import { cardKeyboard, type Keyboard } from '#services/telegram/cards/card_keyboard'
import { judgeCard, type JudgedCard } from '#services/telegram/cards/judge_card'
import { keepButtons, showsOf } from '#services/telegram/cards/keep_card'
import { editMessage } from '#services/telegram/cards/send_message'
import { takeBack } from '#services/telegram/cards/take_back'
import { judgeRefusal, refusalText } from '#services/telegram/judge_refusal'
import { stopFor, takeTurn, type TelegramRun } from '#services/telegram/run'
import { switchOff } from '#services/telegram/switch_off'

/** Seconds until a rewrite that was refused is tried again. */
const PAUSE = 30

/** Brings one claimed card up to date, or leaves it for later. */
export async function rewriteCard(card: TelegramCard, run: TelegramRun): Promise<void> {
  try {
    const judged = await judgeCard(card)
    if (isAsItShould(card, judged)) return await settle(card, {})
    const keyboard = cardKeyboard(judged, judged.words)
    await keepButtons(db.connection(), card.id, keyboard)
    if (!(await takeTurn(run, card.chatId))) return await postpone(card, 0)
    const giveBack = await run.theFinalWord()
    try {
      if (run.signal.aborted || run.isStopped) return await postpone(card, 0)
      if (!(await takeBack(card))) await editMessage(card, judged.text, keyboard)
    } finally {
      giveBack()
    }
    await keepShown(card, judged, keyboard)
  } catch (error) {
    await settleFailure(card, error, run)
  }
}

function isAsItShould(card: TelegramCard, { text, moves, epoch }: JudgedCard): boolean {
  return moves.length > 0 && epoch === card.epoch && showsOf(text, moves) === card.shows
}

async function settleFailure(card: TelegramCard, error: unknown, run: TelegramRun): Promise<void> {
  const failure = judgeRefusal(error)
  if (failure === 'settled') return close(card)
  if (failure === 'chat_gone') {
    await switchOff(card.userId, card.chatId)
    return close(card)
  }
  if (failure === 'unreachable' || failure === 'wait') {
    return postpone(card, await stopFor(run, error))
  }
  logger.warn({ err: error, card: card.id, reason: refusalText(error) }, 'a card was not rewritten')
  if (card.attempts >= MOST_TRIES) return close(card)
  await mine(card).update({ next_try_at: clock.now().plus({ seconds: PAUSE }).toJSDate() })
}

async function keepShown(
  card: TelegramCard,
  { text, moves, epoch }: JudgedCard,
  { buttons }: Keyboard
): Promise<void> {
  const shown = buttons.map(({ nonceHash }) => nonceHash)
  await db
    .from('telegram_buttons')
    .where('card_id', card.id)
    .whereNotIn('nonce_hash', shown)
    .delete()
  if (moves.length === 0) return close(card)
  await settle(card, { shows: showsOf(text, moves), epoch })
}

/** Nothing is pressed there any more. */
async function close(card: TelegramCard): Promise<void> {
  await settle(card, { is_open: false, closed_at: clock.now().toJSDate() })
}

/** Up to date, unless it changed again while it was being looked at. */
async function settle(card: TelegramCard, columns: Record<string, unknown>): Promise<void> {
  await mine(card).update({
    ...columns,
    is_stale: db.raw('changes <> ? and ?', [card.changes, columns.is_open !== false]),
    next_try_at: null,
    attempts: 0,
  })
}

/** Costs no try. */
async function postpone(card: TelegramCard, seconds: number): Promise<void> {
  await mine(card).update({
    next_try_at: clock.now().plus({ seconds }).toJSDate(),
    attempts: card.attempts - 1,
  })
}

/** Only while the lease is ours. */
function mine(card: TelegramCard) {
  return db.from('telegram_cards').where({ id: card.id, next_try_at: card.nextTryAt!.toJSDate() })
}
