import type { HttpContext } from '@adonisjs/core/http'
import { Conflict, NotFound, Refusal } from '#exceptions/refusals'
import { hashToken } from '#services/accounts/hash_token'
import { answerRatingLink, openRatingLink } from '#services/ratings/answer_rating_link'
import { rateTicket } from '#services/ratings/rate_ticket'
import { answerForm } from '#services/words/answer_form'
import { ratingForm } from '#validators/ratings'

/** The link of a mail that asks how it went. */
export default class RatingsController {
  /** Changes nothing: mail programs and scanners open links too. */
  async show(ctx: HttpContext) {
    return answerRatingLink(ctx, await openRatingLink(ctx))
  }

  async update(ctx: HttpContext) {
    const { request, response, params } = ctx
    const link = await openRatingLink(ctx)
    if (link?.state !== 'open') return answerRatingLink(ctx, link, { isPressed: true })
    const send = async () => {
      const { score = Number.NaN, comment } = await request.validateUsing(ratingForm)
      const actor = { by: link.person, channel: 'email' as const, address: request.ip() }
      const token = hashToken(String(params.token))
      try {
        await rateTicket(link.row.ticket_id, { score, comment }, actor, token)
      } catch (error) {
        if (!isLost(error)) throw error
        return answerRatingLink(ctx, await openRatingLink(ctx), { isPressed: true })
      }
      return response.redirect().status(303).toPath(`/ratings/${params.token}`)
    }
    return answerForm(ctx, send, (typed) => answerRatingLink(ctx, link, { typed }))
  }
}

/** The link was used, or ended, while it was pressed: its page as it is now says so. */
function isLost(error: unknown): boolean {
  if (error instanceof Conflict) return error.key !== 'busy'
  return error instanceof NotFound || (error instanceof Refusal && error.status === 403)
}
