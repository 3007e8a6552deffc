import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { filesOf } from '#services/comments/files_of'
import { deliverFiles } from '#services/deliverables/deliver_files'
import { sayDelivered } from '#services/deliverables/say_delivered'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { deliveryValidator } from '#validators/deliverables'

export default class VersionsController {
  /** Puts one file on as the next version of a deliverable, whatever the file is called. */
  async store(ctx: HttpContext) {
    const { auth, i18n, params, request, staged } = ctx
    const id = Number(params.id)
    return changeTicket(ctx, `deliver-${id}`, async (ticketId) => {
      await findTicket(ticketId, auth.getUserOrFail())
      const { made, from } = await request.validateUsing(deliveryValidator)
      const delivery = { fileIds: filesOf(made, staged), onto: id }
      const delivered = await deliverFiles(ticketId, delivery, actorOf(ctx))
      const toast = { text: sayDelivered(delivered, i18n) }
      return from ? { toast, leadsTo: `/tickets/${ticketId}/deliverables/${id}` } : { toast }
    })
  }
}
