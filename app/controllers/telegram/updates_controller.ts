import type { HttpContext } from '@adonisjs/core/http'
import { keepUpdates } from '#services/telegram/intake/keep_updates'

export default class UpdatesController {
  /** Keeps what Telegram sent and lets it go on; the worker handles it. */
  async store({ response, telegramUpdate }: HttpContext) {
    await keepUpdates([telegramUpdate])
    return response.status(200).send('')
  }
}
