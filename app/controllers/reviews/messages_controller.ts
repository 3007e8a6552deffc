import type { HttpContext } from '@adonisjs/core/http'
import { Conflict } from '#exceptions/refusals'
import { asGuest } from '#services/guests/open_visit'
import { limitWords } from '#services/guests/limit_words'
import { sayAsGuest } from '#services/guests/say_as_guest'
import { showReview } from '#services/guests/show_review'
import { answerForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { guestMessageForm } from '#validators/guests'

export default class MessagesController {
  /** A guest writes to his hosts. */
  async store(ctx: HttpContext) {
    const { i18n, params, request, response } = ctx
    return asGuest(ctx, async (visit) => {
      await limitWords(ctx, visit.review)
      const send = async () => {
        const { body = '' } = await request.validateUsing(guestMessageForm)
        try {
          await sayAsGuest(visit, body)
        } catch (error) {
          // Somebody holds the ticket this second: what was written stays in its field.
          if (!(error instanceof Conflict)) throw error
          response.status(409)
          const errors = { body: error.sentence(i18n.locale) }
          return showReview(ctx, visit, { form: { body }, errors })
        }
        flashToast(ctx, 'guests.review.sent')
        return response.redirect(`/review/${params.token}`, false, 303)
      }
      return answerForm(ctx, send, (typed) => showReview(ctx, visit, typed))
    })
  }
}
