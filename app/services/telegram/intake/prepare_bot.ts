import i18nManager from '@adonisjs/i18n/services/main'
import logger from '@adonisjs/core/services/logger'
import { isSecure } from '#config/app'
import { bot } from '#services/telegram/bot'
import { COMMANDS } from '#services/telegram/commands/answer_command'
import { KINDS } from '#services/telegram/intake/read_update'
import { hasWebhook, webhookSecret, webhookUrl } from '#services/telegram/intake/webhook'

/** Updates that Telegram brings at one time. */
const CONNECTIONS = 5

/**
 * Tells the Bot API the menu of commands and how updates reach the desk. Without https Telegram would not call: then it
 * is asked.
 * @returns whether it has to be asked (long polling)
 * @throws BotRefusal, BotUnreachable
 */
export async function prepareBot(given: AbortSignal): Promise<boolean> {
  // grammY types the signal of another library; it takes the platform's own.
  const signal = given as never
  const i18n = i18nManager.locale(i18nManager.config.defaultLocale)
  const commands = COMMANDS.map((command) => ({
    command,
    description: i18n.t(`telegram_bot.commands.${command}`),
  }))
  await bot().setMyCommands(commands, { scope: { type: 'all_private_chats' } }, signal)
  if (hasWebhook() && isCallable()) {
    await bot().setWebhook(
      webhookUrl(),
      {
        secret_token: webhookSecret(),
        allowed_updates: [...KINDS],
        max_connections: CONNECTIONS,
      },
      signal
    )
    logger.info({ url: webhookUrl() }, 'Telegram calls this desk')
    return false
  }
  if (hasWebhook()) {
    logger.error(
      'TELEGRAM_MODE is webhook, but Telegram calls https addresses only: set APP_URL to the https address of this desk. Until then it is asked (polling).'
    )
  }
  await bot().deleteWebhook({}, signal)
  return true
}

/** The loopback address is for a Bot API server of one's own on this machine. */
function isCallable(): boolean {
  return isSecure || webhookUrl().startsWith('http://127.0.0.1:')
}
