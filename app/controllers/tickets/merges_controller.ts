import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { orSayWhyNot } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { prepareMerge } from '#services/tickets/prepare_merge'
import { typedOrChosen } from '#services/tickets/typed_or_chosen'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { leadTo } from '#services/words/lead_to'
import { mergeValidator } from '#validators/ticket_support'

export default class MergesController {
  /** The page that asks into which ticket. */
  async create(ctx: HttpContext) {
    return orSayWhyNot(ctx, () => show(ctx))
  }

  /** Closes a ticket into another one and leads there. */
  async store(ctx: HttpContext) {
    const { auth, i18n, params, request } = ctx
    const id = Number(params.ticketId)
    const save = async () => {
      await findTicket(id, auth.getUserOrFail())
      const { into, lock_version: lockVersion } = await request.validateUsing(mergeValidator, {
        data: typedOrChosen(request.all(), 'into'),
      })
      const target = await mergeTickets(id, { intoId: into, lockVersion }, actorOf(ctx))
      const key = `workflow.${target.workflow}.transition.merge.done`
      return leadTo(ctx, `/tickets/${into}`, { text: i18n.t(key, { id, into }) })
    }
    return orSayWhyNot(ctx, () => answerForm(ctx, save, (typed) => show(ctx, typed)))
  }
}

async function show(ctx: HttpContext, typed?: TypedForm) {
  const page = await prepareMerge(Number(ctx.params.ticketId), ctx.auth.getUserOrFail())
  ctx.response.header('cache-control', 'no-store')
  return ctx.view.render('pages/tickets/merges/create', { ...page, form: {}, errors: {}, ...typed })
}
