import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { endGuestLink } from '#services/guests/end_guest_link'
import { makeGuestLink } from '#services/guests/make_guest_link'
import { showGuests } from '#services/guests/show_guests'
import { answerForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { guestLinkForm } from '#validators/guests'

/** The links for guests of a ticket. */
export default class GuestsController {
  async index(ctx: HttpContext) {
    return showGuests(ctx)
  }

  /** The link is shown now and never again: no redirect leads past it. */
  async store(ctx: HttpContext) {
    const make = async () => {
      const form = await ctx.request.validateUsing(guestLinkForm)
      const { label = '', days = Number.NaN, deliverables: deliverableIds = [] } = form
      const id = Number(ctx.params.ticketId)
      const address = await makeGuestLink(id, { label, days, deliverableIds }, actorOf(ctx))
      return showGuests(ctx, { address })
    }
    return answerForm(ctx, make, (typed) => showGuests(ctx, { typed }))
  }

  async destroy(ctx: HttpContext) {
    const { ticketId, id } = ctx.params
    const label = await endGuestLink(Number(ticketId), Number(id), actorOf(ctx))
    flashToast(ctx, 'guests.ended', { label })
    return ctx.response.redirect(`/tickets/${ticketId}/guests`, false, 303)
  }
}
