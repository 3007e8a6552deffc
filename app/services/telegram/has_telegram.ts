import env from '#start/env'

/** Whether a bot is configured. Without one nothing of Telegram is shown, written or asked. */
export function hasTelegram(): boolean {
  return Boolean(env.get('TELEGRAM_BOT_TOKEN'))
}
