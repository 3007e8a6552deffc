import limiter from '@adonisjs/limiter/services/main'
import type User from '#models/user'
import { Refusal } from '#exceptions/refusals'
import { botName } from '#services/telegram/bot'
import { makeLinkCode, type LinkCode } from '#services/telegram/linking/link_codes'

/** Codes a person may make. */
const RATE = { requests: 20, duration: '10 minutes' } as const

/** A fresh code with all that its page shows of it. */
export interface ShownCode extends LinkCode {
  /** What to write to the bot. */
  message: string
  /** The bot and its link; null while Telegram does not answer. */
  bot: { name: string; url: string } | null
  /** Why there is no link. */
  problem: string | null
}

/**
 * Makes a code, and its link when the name of the bot can be had within three seconds.
 * @throws Refusal 429 after twenty codes in ten minutes
 */
export async function showCode(user: User): Promise<ShownCode> {
  const isWelcome = await limiter.use(RATE).attempt(`telegram_code:${user.id}`, () => true)
  if (!isWelcome) throw new Refusal('telegram.too_many', {}, 429)
  const { name, problem } = await askName()
  const made = await makeLinkCode(user)
  const bot = name ? { name: `@${name}`, url: `https://t.me/${name}?start=${made.code}` } : null
  return { ...made, message: `/start ${made.code}`, bot, problem }
}

async function askName(): Promise<{ name: string | null; problem: string | null }> {
  try {
    return { name: await botName(), problem: null }
  } catch (error) {
    return { name: null, problem: (error as Error).message }
  }
}
