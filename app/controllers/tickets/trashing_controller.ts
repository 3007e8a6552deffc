import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { orSayWhyNot } from '#services/tickets/answer_with_ticket'
import { restoreTicket, trashTicket } from '#services/tickets/trash_ticket'
import { isFragment } from '#services/words/is_fragment'
import { flashToast } from '#services/words/flash_toast'

export default class TrashingController {
  /** Moves a ticket to the trash and leads to the list, where it can be undone. */
  async store(ctx: HttpContext) {
    const { i18n, params, response } = ctx
    const id = Number(params.ticketId)
    return orSayWhyNot(ctx, async () => {
      const { workflow } = await trashTicket(id, actorOf(ctx))
      const text = i18n.t(`workflow.${workflow}.transition.trash.done`, { id })
      flashToast(ctx, { text, undo: { action: `/tickets/${id}/trash/delete` } })
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
