import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { orSayWhyNot, renderTicket } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { mergeTickets } from '#services/tickets/merge_tickets'
import { answerForm } from '#services/words/answer_form'
import { leadTo } from '#services/words/lead_to'
import { mergeValidator } from '#validators/ticket_support'

export default class MergesController {
  /** Closes a ticket into another one and leads there. */
  async store(ctx: HttpContext) {
    const { auth, i18n, params, request } = ctx
    const id = Number(params.ticketId)
    const save = async () => {
      await findTicket(id, auth.getUserOrFail())
      const { into, lock_version: lockVersion } = await request.validateUsing(mergeValidator)
      const target = await mergeTickets(id, { intoId: into, lockVersion }, actorOf(ctx))
      const key = `workflow.${target.workflow}.transition.merge.done`
      return leadTo(ctx, `/tickets/${into}`, { text: i18n.t(key, { id, into }) })
    }
    return orSayWhyNot(ctx, () =>
      answerForm(ctx, save, (typed) => renderTicket(ctx, id, { ask: 'merge', ...typed }))
    )
  }
}
