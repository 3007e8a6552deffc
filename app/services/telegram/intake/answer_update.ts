import type { Message } from 'grammy/types'
import limiter from '@adonisjs/limiter/services/main'
import db from '@adonisjs/lucid/services/db'
import { answerPress } from '#services/telegram/answer_press'
import { answerQuestion } from '#services/telegram/answer_question'
import { answerTalk } from '#services/telegram/answer_talk'
import { bot } from '#services/telegram/bot'
import { answerCommand, readCommand } from '#services/telegram/commands/answer_command'
import { findLinked } from '#services/telegram/find_linked'
import { chatOf, type KnownUpdate } from '#services/telegram/intake/read_update'
import { reply } from '#services/telegram/reply'
import { switchOff } from '#services/telegram/switch_off'
import { wordsOf } from '#services/words/words_of'

/** What one account may ask of the bot. */
const RATE = { requests: 40, duration: '1 minute' } as const

/**
 * Does what an update asks. May be called again for the same update when a process died meanwhile.
 * @throws BotRefusal, BotUnreachable when an answer could not be given
 */
export async function answerUpdate(update: KnownUpdate): Promise<void> {
  if ('member' in update) return noteBlock(update.member)
  const chatId = String(chatOf(update))
  if (!(await isWelcome(chatId, 'update', RATE))) return sayTooFast(chatId, update)
  if ('callback_query' in update) return answerPress(update.callback_query)
  await backOn(chatId)
  await answerMessage(chatId, update.message)
}

async function answerMessage(chatId: string, message: Message): Promise<void> {
  const user = await findLinked(chatId)
  const command = readCommand(message.text ?? '')
  if (!command && user && (await answerQuestion(message))) return
  const talk = !command && user ? await answerTalk(message, user) : null
  if (talk) return reply(chatId, talk)
  const answer = await answerCommand({
    chatId,
    from: message.from!,
    user,
    words: wordsOf(user),
    name: command?.name ?? (user ? 'unknown' : 'start'),
    argument: command?.argument ?? '',
  })
  if (answer) await reply(chatId, answer)
}

/** Whoever writes to the bot no longer blocks it. */
async function backOn(chatId: string): Promise<void> {
  await db
    .from('users')
    .where('telegram_chat_id', chatId)
    .whereNotNull('telegram_off_at')
    .update({ telegram_off_at: null })
}

async function noteBlock({ chatId, isBlocked }: { chatId: number; isBlocked: boolean }) {
  if (!isBlocked) return backOn(String(chatId))
  const row = await db.from('users').where('telegram_chat_id', String(chatId)).select('id').first()
  if (row) await switchOff(row.id, String(chatId))
}

/** Says so once a minute; a press must be answered, or its button goes on turning. */
async function sayTooFast(chatId: string, update: KnownUpdate): Promise<void> {
  const { i18n } = wordsOf(await findLinked(chatId))
  const text = i18n.t('telegram_bot.too_fast')
  if ('callback_query' in update) {
    await bot().answerCallbackQuery(update.callback_query.id, { text })
  } else if (await isWelcome(chatId, 'told', { requests: 1, duration: '1 minute' })) {
    await reply(chatId, text)
  }
}

async function isWelcome(
  chatId: string,
  kind: string,
  rate: { requests: number; duration: string }
): Promise<boolean> {
  return (await limiter.use(rate).attempt(`telegram:${kind}:${chatId}`, () => true)) === true
}
