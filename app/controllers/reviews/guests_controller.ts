import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import { limitTries } from '#services/accounts/limit_tries'
import { enterReview } from '#services/guests/enter_review'
import { keepGuest } from '#services/guests/guest_cookie'
import { answerEnded, askName, openVisit } from '#services/guests/open_visit'
import { answerForm } from '#services/words/answer_form'
import { guestNameForm } from '#validators/guests'

export default class GuestsController {
  /** Somebody gives his name: from now on this browser is a guest. Who is one already stays who he is. */
  async store(ctx: HttpContext) {
    const { params, request, response } = ctx
    const visit = await openVisit(ctx)
    if (!visit) return answerEnded(ctx)
    const page = `/review/${params.token}`
    if (visit.guest) return response.redirect(page, false, 303)
    await limitTries('guest_name', { address: request.ip(), account: `link ${visit.review.id}` })
    const enter = async () => {
      const { name = '' } = await request.validateUsing(guestNameForm)
      keepGuest(ctx, visit.review, await enterReview(visit.review, name))
      return response.redirect(page, false, 303)
    }
    try {
      return await answerForm(ctx, enter, (typed) => askName(ctx, visit, typed))
    } catch (error) {
      if (error instanceof NotFound) return answerEnded(ctx)
      throw error
    }
  }
}
