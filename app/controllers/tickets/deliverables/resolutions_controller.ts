import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { changeProof } from '#services/proofing/answer_with_proof'
import { reopenPin } from '#services/proofing/reopen_pin'
import { resolvePin } from '#services/proofing/resolve_pin'
import { findTicket } from '#services/tickets/find_ticket'
import { resolutionValidator } from '#validators/proofing'

/** A pin that is checked off, or open again. */
export default class ResolutionsController {
  async store(ctx: HttpContext) {
    const { auth, i18n, params, request } = ctx
    const { id, number, ticketId } = params
    return changeProof(ctx, 'resolution', async () => {
      await findTicket(ticketId, auth.getUserOrFail())
      const form = await request.validateUsing(resolutionValidator)
      await resolvePin(ticketId, id, number, form, { by: actorOf(ctx) })
      return { toast: i18n.t('proof.resolved', { number }), pin: number }
    })
  }

  async destroy(ctx: HttpContext) {
    const { i18n, params } = ctx
    const { id, number, ticketId } = params
    return changeProof(ctx, 'resolution', async () => {
      await reopenPin(ticketId, id, number, { by: actorOf(ctx) })
      return { toast: i18n.t('proof.reopened', { number }), pin: number }
    })
  }
}
