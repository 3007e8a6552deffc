import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { filesOf } from '#services/comments/files_of'
import { deliverFiles } from '#services/deliverables/deliver_files'
import { removeDeliverable } from '#services/deliverables/remove_deliverable'
import { sayDelivered } from '#services/deliverables/say_delivered'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { deliveryValidator } from '#validators/deliverables'

/** What was made: put on a ticket, taken away again. */
export default class DeliverablesController {
  async store(ctx: HttpContext) {
    const { auth, i18n, request, staged } = ctx
    return changeTicket(ctx, 'deliver', async (ticketId) => {
      await findTicket(ticketId, auth.getUserOrFail())
      const { made } = await request.validateUsing(deliveryValidator)
      const delivery = { fileIds: filesOf(made, staged) }
      const delivered = await deliverFiles(ticketId, delivery, actorOf(ctx))
      return { toast: { text: sayDelivered(delivered, i18n) } }
    })
  }

  async destroy(ctx: HttpContext) {
    const { i18n, params } = ctx
    return changeTicket(ctx, 'deliverable', async (ticketId) => {
      const name = await removeDeliverable(ticketId, Number(params.id), actorOf(ctx))
      return { toast: { text: i18n.t('deliverables.removed', { name }) } }
    })
  }
}
