import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { testChannel } from '#services/deliveries/test_channel'
import { testForm } from '#validators/deliveries'

export default class TestsController {
  /** Sends a test message and shows what the other side said to it. */
  async store(ctx: HttpContext) {
    const { channel } = await ctx.request.validateUsing(testForm)
    const tested = await testChannel(channel, actorOf(ctx))
    ctx.session.flash('tested', { channel, ...tested })
    return ctx.response.redirect('/admin/deliveries')
  }
}
