import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { monthOf } from '#services/reports/monthly/month'
import { monthlyAddress } from '#services/reports/monthly/month_words'
import { sendMonth } from '#services/reports/monthly/send_month'
import { flashToast } from '#services/words/flash_toast'
import { monthlySending } from '#validators/monthly_report'

/** A monthly report on its way by mail. */
export default class SendingsController {
  async store(ctx: HttpContext) {
    const { year, month, to } = await ctx.request.validateUsing(monthlySending)
    const count = await sendMonth(monthOf(year, month), to, actorOf(ctx))
    flashToast(ctx, 'monthly.sent', { count })
    return ctx.response.redirect().status(303).toPath(monthlyAddress({ year, month }))
  }
}
