import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { addPin } from '#services/proofing/add_pin'
import { changeProof } from '#services/proofing/answer_with_proof'
import { findTicket } from '#services/tickets/find_ticket'
import { sayUnseeing } from '#services/proofing/say_unseeing'
import { pinValidator } from '#validators/proofing'

export default class PinsController {
  async store(ctx: HttpContext) {
    const { auth, i18n, params, request } = ctx
    return changeProof(ctx, 'pin', async () => {
      await findTicket(params.ticketId, auth.getUserOrFail())
      const form = await request.validateUsing(pinValidator)
      const { start_ms: startMs, end_ms: endMs, ...rest } = form
      const by = { by: actorOf(ctx) }
      const added = await addPin(params.ticketId, params.id, { ...rest, startMs, endMs }, by)
      const text = i18n.t('proof.added', { number: added.number, version: added.version })
      return { toast: text + sayUnseeing(added.unseeing, i18n), pin: added.number }
    })
  }
}
