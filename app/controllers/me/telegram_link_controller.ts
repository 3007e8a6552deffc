import type { HttpContext } from '@adonisjs/core/http'
import { Conflict, NotFound } from '#exceptions/refusals'
import { actorOf } from '#services/actor_of'
import { shareNavigation } from '#services/notifications/share_navigation'
import { hasTelegram } from '#services/telegram/has_telegram'
import { confirmLink } from '#services/telegram/linking/confirm_link'
import { findClaim } from '#services/telegram/linking/link_codes'
import { unlinkTelegram } from '#services/telegram/linking/unlink_telegram'
import { claimValidator } from '#validators/telegram'
import type { ShownCode } from '#services/telegram/linking/show_code'
import { flashToast } from '#services/words/flash_toast'

export default class TelegramLinkController {
  async show(ctx: HttpContext) {
    return telegramPage(ctx)
  }

  async store(ctx: HttpContext) {
    if (!hasTelegram()) throw new NotFound()
    const { claim } = await ctx.request.validateUsing(claimValidator)
    try {
      const name = await confirmLink(claim, actorOf(ctx))
      return leadBack(ctx, ctx.i18n.t('telegram_bot.page.linked_toast', { name }))
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      ctx.response.status(409)
      return telegramPage(ctx, { problem: error.sentence(ctx.i18n.locale) })
    }
  }

  async destroy(ctx: HttpContext) {
    const actor = actorOf(ctx)
    await unlinkTelegram(actor.by!.id, actor)
    return leadBack(ctx, ctx.i18n.t('telegram_bot.page.unlinked_toast'))
  }
}

/** The page about a person's Telegram account; a code that was just made is shown once. */
export async function telegramPage(
  ctx: HttpContext,
  { code = null, problem = null }: { code?: ShownCode | null; problem?: string | null } = {}
) {
  if (!hasTelegram()) throw new NotFound()
  const user = await ctx.auth.getUserOrFail().refresh()
  const claim = code ? null : await findClaim(user)
  await shareNavigation(ctx)
  ctx.response.header('cache-control', 'no-store')
  return ctx.view.render('pages/me/telegram/show', { person: user, claim, code, problem })
}

export function leadBack(ctx: HttpContext, text: string) {
  flashToast(ctx, { text })
  return ctx.response.redirect('/me/telegram')
}
