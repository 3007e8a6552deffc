import type { HttpContext } from '@adonisjs/core/http'
import { changeGuestProof } from '#services/guests/answer_with_guest_proof'
import { addPin } from '#services/proofing/add_pin'
import { pinValidator } from '#validators/proofing'

export default class PinsController {
  /** A guest pins something. */
  async store(ctx: HttpContext) {
    const { i18n, params, request } = ctx
    return changeGuestProof(ctx, 'pin', async (ticketId, speaker) => {
      const form = await request.validateUsing(pinValidator)
      const { start_ms: startMs, end_ms: endMs, ...rest } = form
      const pin = { ...rest, startMs, endMs }
      const { number, version } = await addPin(ticketId, Number(params.id), pin, speaker)
      return { toast: i18n.t('proof.added', { number, version }), pin: number }
    })
  }
}
