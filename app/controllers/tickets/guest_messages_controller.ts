import type { HttpContext } from '@adonisjs/core/http'
import { Conflict } from '#exceptions/refusals'
import { actorOf } from '#services/actor_of'
import { answerGuest } from '#services/guests/answer_guest'
import { showGuests } from '#services/guests/show_guests'
import { answerForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { guestMessageForm } from '#validators/guests'

export default class GuestMessagesController {
  /** Answers one guest. When his link ended meanwhile the page says so, with the answer as it was typed. */
  async store(ctx: HttpContext) {
    const { i18n, params, request, response } = ctx
    const [ticketId, id] = [Number(params.ticketId), Number(params.id)]
    const asTyped = () => ({ form: request.only(['body']), errors: {} })
    const send = async () => {
      const { body = '' } = await request.validateUsing(guestMessageForm)
      try {
        const name = await answerGuest(ticketId, id, body, actorOf(ctx))
        flashToast(ctx, 'guests.answered', { name })
        return response.redirect(`/tickets/${ticketId}/guests#guest-${id}`, false, 303)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        response.status(409)
        const problem = error.sentence(i18n.locale)
        return showGuests(ctx, { problem, guestId: id, typed: asTyped() })
      }
    }
    return answerForm(ctx, send, (typed) => showGuests(ctx, { typed, guestId: id }))
  }
}
