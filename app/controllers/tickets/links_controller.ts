import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { changeTicket, orSayWhyNot } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { linkTickets, unlinkTickets } from '#services/tickets/link_tickets'
import { prepareLink } from '#services/tickets/prepare_link'
import { typedOrChosen } from '#services/tickets/typed_or_chosen'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { leadTo } from '#services/words/lead_to'
import { linkValidator } from '#validators/ticket_support'

export default class LinksController {
  /** The page that asks with which ticket, and how they hang together. */
  async create(ctx: HttpContext) {
    return orSayWhyNot(ctx, () => show(ctx))
  }

  /** Says that a ticket is related to another one, or a duplicate of it. */
  async store(ctx: HttpContext) {
    const { auth, i18n, params, request } = ctx
    const id = Number(params.ticketId)
    const save = async () => {
      await findTicket(id, auth.getUserOrFail())
      const data = typedOrChosen(request.all(), 'other')
      const { other, kind } = await request.validateUsing(linkValidator, { data })
      await linkTickets(id, { otherId: other, kind }, actorOf(ctx))
      return leadTo(ctx, `/tickets/${id}`, { text: i18n.t('ticket.linked', { id, other }) })
    }
    return orSayWhyNot(ctx, () => answerForm(ctx, save, (typed) => show(ctx, typed)))
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

async function show(ctx: HttpContext, typed?: TypedForm) {
  const page = await prepareLink(Number(ctx.params.ticketId), ctx.auth.getUserOrFail())
  ctx.response.header('cache-control', 'no-store')
  return ctx.view.render('pages/tickets/links/create', { ...page, form: {}, errors: {}, ...typed })
}
