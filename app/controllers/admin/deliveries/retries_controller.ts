import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { retryDeliveries } from '#services/deliveries/retry_deliveries'
import { retryForm } from '#validators/deliveries'
import { flashToast } from '#services/words/flash_toast'

export default class RetriesController {
  async store(ctx: HttpContext) {
    const form = await ctx.request.validateUsing(retryForm)
    const count = await retryDeliveries(form, actorOf(ctx))
    flashToast(ctx, 'deliveries.retried', { count })
    return ctx.response.redirect('/admin/deliveries')
  }
}
