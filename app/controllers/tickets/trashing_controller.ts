import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { orSayWhyNot } from '#services/tickets/answer_with_ticket'
import { findStanding } from '#services/tickets/find_standing'
import { mayRestore, restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { isFragment } from '#services/words/is_fragment'
import { flashToast } from '#services/words/flash_toast'

export default class TrashingController {
  /** Moves a ticket to the trash and leads to the list; who may restore it can undo it there. */
  async store(ctx: HttpContext) {
    const { auth, i18n, params, response } = ctx
    const by = auth.getUserOrFail()
    const id = Number(params.ticketId)
    return orSayWhyNot(ctx, async () => {
      const { ticket, standing } = await findStanding(id, by)
      await trashTicket(id, actorOf(ctx))
      const text = i18n.t(`workflow.${ticket.workflow}.transition.trash.done`, { id })
      const undo = { action: `/tickets/${id}/trash/delete` }
      flashToast(ctx, mayRestore(standing.relations) ? { text, undo } : { text })
      if (!isFragment(ctx)) return response.redirect('/tickets')
      return response.header('HX-Redirect', '/tickets').send('')
    })
  }

  /** Brings it back. */
  async destroy(ctx: HttpContext) {
    const { params, response } = ctx
    const id = Number(params.ticketId)
    await restoreTicket(id, actorOf(ctx))
    flashToast(ctx, 'trash.restored', { id })
    return response.redirect(`/tickets/${id}`)
  }
}
