import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { retryDeliveries } from '#services/deliveries/retry_deliveries'
import { retryForm } from '#validators/deliveries'

export default class RetriesController {
  async store(ctx: HttpContext) {
    const form = await ctx.request.validateUsing(retryForm)
    const count = await retryDeliveries(form, actorOf(ctx))
    ctx.session.flash('toasts', [{ text: ctx.i18n.t('deliveries.retried', { count }) }])
    return ctx.response.redirect('/admin/deliveries')
  }
}
