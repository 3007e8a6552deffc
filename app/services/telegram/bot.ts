import { Api, type Transformer } from 'grammy'
import env from '#start/env'
import clock from '#services/clock'
import { BotRefusal, BotUnreachable } from '#services/telegram/bot_errors'

/** Seconds until a call is given up. */
const PATIENCE = 15
/** Milliseconds for which the name of the bot is believed. */
const NAME_LASTS = 10 * 60_000

const kept = new Map<string, Api>()
let identity: { token: string; at: number; name: string } | null = null

/**
 * The Bot API of the configured bot. Its calls throw `BotRefusal` or `BotUnreachable` and nothing else; neither holds
 * the token or what was sent.
 * @param patience seconds until a call is given up
 * @throws Error when no bot is configured: ask `hasTelegram` first
 */
export function bot(patience = PATIENCE): Api {
  const token = env.get('TELEGRAM_BOT_TOKEN')
  if (!token) throw new Error('there is no TELEGRAM_BOT_TOKEN')
  const apiRoot = (env.get('TELEGRAM_API_ROOT') ?? 'https://api.telegram.org').replace(/\/+$/, '')
  const key = `${patience} ${apiRoot} ${token}`
  const api = kept.get(key) ?? new Api(token, { apiRoot, timeoutSeconds: patience })
  if (!kept.has(key)) {
    api.config.use(withoutSecrets(token))
    kept.set(key, api)
  }
  return api
}

/**
 * The bot's name for links (`https://t.me/<name>`), asked from the Bot API and believed for ten minutes.
 * @param patience seconds to wait for the answer
 * @throws BotRefusal, BotUnreachable
 */
export async function botName(patience = 3): Promise<string> {
  const token = env.get('TELEGRAM_BOT_TOKEN')!
  const now = clock.now().toMillis()
  const age = identity?.token === token ? Math.abs(now - identity.at) : Infinity
  if (identity && age < NAME_LASTS) return identity.name
  const { username } = await bot(patience).getMe()
  identity = { token, at: now, name: username }
  return username
}

/**
 * Turns every failure into an error of ours. Those of the client name the address, and the address holds the token; they
 * also hold the text that was sent, which is nobody's business in a log.
 */
function withoutSecrets(token: string): Transformer {
  const clean = (text: string) => text.replaceAll(token, '…').slice(0, 300)
  return async (call, method, payload, signal) => {
    const answer = await call(method, payload, signal).catch((error: unknown) => {
      throw new BotUnreachable(method, clean(reasonOf(error)))
    })
    if (answer?.ok === true) return answer
    if (answer?.ok !== false || !answer.error_code)
      throw new BotUnreachable(method, 'an answer without sense')
    const { error_code: code, description, parameters } = answer
    const { retry_after: wait, migrate_to_chat_id: moved } = parameters ?? {}
    throw new BotRefusal(
      method,
      code,
      clean(String(description)),
      wait ?? null,
      moved ? String(moved) : null
    )
  }
}

/** @returns a few words; never those of the client, which name the address */
function reasonOf(error: unknown): string {
  const inner = Object((error as { error?: unknown })?.error ?? error) as NodeJS.ErrnoException
  const { code, type, name, message } = inner as NodeJS.ErrnoException & { type?: string }
  if (code) return `no connection (${code})`
  if (/timed out after/.test(message ?? '')) return 'no answer in time'
  if (name === 'AbortError') return 'given up'
  if (type === 'invalid-json') return 'an answer that is not of the Bot API'
  return 'no answer'
}
