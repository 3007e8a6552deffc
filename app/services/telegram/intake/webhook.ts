import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { appUrl } from '#config/app'
import env from '#start/env'

/** Where Telegram calls in webhook mode. */
export const WEBHOOK_PATH = '/telegram/updates'
/** The header that carries the secret (core.telegram.org/bots/api#setwebhook). */
export const SECRET_HEADER = 'x-telegram-bot-api-secret-token'

/** Whether Telegram calls this desk, instead of being asked. */
export function hasWebhook(): boolean {
  return env.get('TELEGRAM_MODE') === 'webhook'
}

export function webhookUrl(): string {
  return `${appUrl}${WEBHOOK_PATH}`
}

/** What Telegram has to send along: made from APP_KEY and the token, so that nothing has to be kept. */
export function webhookSecret(): string {
  const key = env.get('APP_KEY').release()
  return createHmac('sha256', key)
    .update(`telegram webhook ${env.get('TELEGRAM_BOT_TOKEN')}`)
    .digest('base64url')
}

/** Compares in constant time, whatever was given. */
export function isWebhookSecret(given: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given ?? ''), digest(webhookSecret()))
}
