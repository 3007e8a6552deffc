import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { rateTicket } from '#services/ratings/rate_ticket'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { ratingForm } from '#validators/ratings'

export default class RatingController {
  /** Keeps what the requester says about the work. */
  async update(ctx: HttpContext) {
    return changeTicket(ctx, 'rating', async (ticketId) => {
      const { score = Number.NaN, comment } = await ctx.request.validateUsing(ratingForm)
      await rateTicket(ticketId, { score, comment }, actorOf(ctx))
      return { toast: { text: ctx.i18n.t('ratings.kept', { id: ticketId }) } }
    })
  }
}
