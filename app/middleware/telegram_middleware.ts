import type { IncomingMessage } from 'node:http'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { NotFound, Refusal } from '#exceptions/refusals'
import { hasTelegram } from '#services/telegram/has_telegram'
import {
  hasWebhook,
  isWebhookSecret,
  SECRET_HEADER,
  WEBHOOK_PATH,
} from '#services/telegram/intake/webhook'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** What Telegram sent, as it came. */
    telegramUpdate?: unknown
  }
}

/** Bytes; an update is a few thousand. */
const LONGEST = 256 * 1024

/**
 * The door that Telegram uses in webhook mode. Its secret is compared before anything of the body is read (reliability:
 * rule 4). The body is read here and nowhere else: it is no form of ours, and a text in it that no form may hold must not
 * make Telegram send it again for ever.
 */
export default class TelegramMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const { request } = ctx
    if (ctx.route?.pattern !== WEBHOOK_PATH) return next()
    const isOpen = hasTelegram() && hasWebhook() && isWebhookSecret(request.header(SECRET_HEADER))
    if (!isOpen) throw new NotFound()
    const text = await readBody(request.request)
    if (text === null) throw new Refusal('unreadable_input', {}, 413)
    try {
      ctx.telegramUpdate = JSON.parse(text)
    } catch {
      throw new Refusal('unreadable_input', {}, 400)
    }
    // The body has been taken: the parser would wait for it for ever.
    delete request.request.headers['content-length']
    delete request.request.headers['transfer-encoding']
    return next()
  }
}

/** @returns null when it is too long */
async function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > LONGEST) return null
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > LONGEST) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
