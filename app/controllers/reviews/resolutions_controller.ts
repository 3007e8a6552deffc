import type { HttpContext } from '@adonisjs/core/http'
import { changeGuestProof } from '#services/guests/answer_with_guest_proof'
import { reopenPin } from '#services/proofing/reopen_pin'
import { resolvePin } from '#services/proofing/resolve_pin'
import { resolutionValidator } from '#validators/proofing'

/** A pin of a guest that he checks off, or opens again. */
export default class ResolutionsController {
  async store(ctx: HttpContext) {
    const { i18n, params, request } = ctx
    const number = Number(params.number)
    return changeGuestProof(ctx, 'resolution', async (ticketId, speaker) => {
      const form = await request.validateUsing(resolutionValidator)
      await resolvePin(ticketId, Number(params.id), number, form, speaker)
      return { toast: i18n.t('proof.resolved', { number }), pin: number }
    })
  }

  async destroy(ctx: HttpContext) {
    const { i18n, params } = ctx
    const number = Number(params.number)
    return changeGuestProof(ctx, 'resolution', async (ticketId, speaker) => {
      await reopenPin(ticketId, Number(params.id), number, speaker)
      return { toast: i18n.t('proof.reopened', { number }), pin: number }
    })
  }
}
