import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { linkTickets, unlinkTickets } from '#services/tickets/link_tickets'
import { linkValidator } from '#validators/ticket_support'

export default class LinksController {
  /** Says that a ticket is related to another one, or a duplicate of it. */
  async store(ctx: HttpContext) {
    return changeTicket(ctx, 'link', async (id) => {
      await findTicket(id, ctx.auth.getUserOrFail())
      const { other, kind } = await ctx.request.validateUsing(linkValidator)
      await linkTickets(id, { otherId: other, kind }, actorOf(ctx))
      return { toast: { text: ctx.i18n.t('ticket.linked', { id, other }) } }
    })
  }

  /** Takes the link to the ticket of this number away. */
  async destroy(ctx: HttpContext) {
    const other = Number(ctx.params.id)
    return changeTicket(ctx, 'link', async (id) => {
      await unlinkTickets(id, other, actorOf(ctx))
      return { toast: { text: ctx.i18n.t('ticket.unlinked', { id, other }) } }
    })
  }
}
