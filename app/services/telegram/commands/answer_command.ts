import { appUrl } from '#config/app'
import type { Asked, AskedByUser } from '#services/telegram/commands/command'
import { linkTo, lines } from '#services/telegram/commands/command'
import { sayMine } from '#services/telegram/commands/say_mine'
import { sayStatus } from '#services/telegram/commands/say_status'
import { sayTicket } from '#services/telegram/commands/say_ticket'
import { sayWaiting } from '#services/telegram/commands/say_waiting'
import { start } from '#services/telegram/commands/start'
import { unlinkTelegram } from '#services/telegram/linking/unlink_telegram'

/** The commands as Telegram's menu lists them; their words stand in telegram_bot.json under `commands`. */
export const COMMANDS = ['waiting', 'mine', 'ticket', 'status', 'help', 'stop', 'start'] as const

type Command = (typeof COMMANDS)[number]

/** A null answer means that the bot says it otherwise (a note in the transaction of the change). */
const ANSWERS: Record<Exclude<Command, 'start'>, (asked: AskedByUser) => Promise<string | null>> = {
  waiting: sayWaiting,
  mine: sayMine,
  ticket: sayTicket,
  status: sayStatus,
  help: async (asked) => help(asked),
  async stop({ user, chatId }) {
    await unlinkTelegram(user.id, { by: user, channel: 'telegram' }, chatId)
    return null
  },
}

/** @returns null when a text is no command */
export function readCommand(text: string): { name: string; argument: string } | null {
  const [, name, argument] =
    /^\/([a-z0-9_]{1,32})(?:@\w{1,64})?(?:\s+([\s\S]*))?$/i.exec(text) ?? []
  return name ? { name: name.toLowerCase(), argument: (argument ?? '').trim() } : null
}

/**
 * What the bot says to a command, as HTML; strangers learn how to link their account and nothing else.
 * @returns null when nothing more is to be said
 */
export async function answerCommand(asked: Asked): Promise<string | null> {
  const { name, user } = asked
  if (name === 'start') return start(asked)
  if (!user) return stranger(asked)
  if (isKnown(name)) return ANSWERS[name]({ ...asked, user })
  const key = name === 'unknown' ? 'no_command' : 'unknown_command'
  return lines(asked.words.i18n.t(`telegram_bot.${key}`), help(asked))
}

/** What somebody reads whose account is not linked. */
export function stranger({ words: { i18n } }: Asked): string {
  return lines(
    i18n.t('telegram_bot.stranger'),
    linkTo('/me/telegram', i18n.t('telegram_bot.stranger_link'))
  )
}

function help({ words: { i18n } }: Asked): string {
  const list = COMMANDS.filter((name) => name !== 'start').map((name) => {
    const argument = name === 'ticket' ? ` ${i18n.t('telegram_bot.number')}` : ''
    return `/${name}${argument}: ${i18n.t(`telegram_bot.commands.${name}`)}`
  })
  return lines(
    ...list,
    linkTo('/', i18n.t('telegram_bot.open_desk', { host: new URL(appUrl).host }))
  )
}

function isKnown(name: string): name is keyof typeof ANSWERS {
  return Object.hasOwn(ANSWERS, name)
}
