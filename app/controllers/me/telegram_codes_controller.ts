import type { HttpContext } from '@adonisjs/core/http'
import { leadBack, telegramPage } from '#controllers/me/telegram_link_controller'
import { NotFound } from '#exceptions/refusals'
import { actorOf } from '#services/actor_of'
import { hasTelegram } from '#services/telegram/has_telegram'
import { refuseClaim } from '#services/telegram/linking/confirm_link'
import { waitsForStart } from '#services/telegram/linking/link_codes'
import { isFragment } from '#services/words/is_fragment'
import { showCode } from '#services/telegram/linking/show_code'

export default class TelegramCodesController {
  /** Asked by the page that shows a code, until something happened to it. */
  async show(ctx: HttpContext) {
    const { auth, response } = ctx
    if (!hasTelegram()) throw new NotFound()
    if (!isFragment(ctx)) return response.redirect('/me/telegram')
    const waits = await waitsForStart(auth.getUserOrFail())
    if (!waits) response.header('hx-redirect', '/me/telegram')
    return response.status(204).send('')
  }

  async store(ctx: HttpContext) {
    if (!hasTelegram()) throw new NotFound()
    return telegramPage(ctx, { code: await showCode(ctx.auth.getUserOrFail()) })
  }

  async destroy(ctx: HttpContext) {
    await refuseClaim(actorOf(ctx))
    return leadBack(ctx, ctx.i18n.t('telegram_bot.page.refused_toast'))
  }
}
