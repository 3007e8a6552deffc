import type { HttpContext } from '@adonisjs/core/http'
import { changeGuestProof } from '#services/guests/answer_with_guest_proof'
import { judgeVersion } from '#services/proofing/judge_version'
import { judgementValidator } from '#validators/proofing'

export default class JudgementsController {
  /** What a guest thinks of the newest version: advice, which moves nothing. */
  async store(ctx: HttpContext) {
    const { i18n, params, request } = ctx
    return changeGuestProof(ctx, 'decision', async (ticketId, speaker) => {
      const form = await request.validateUsing(judgementValidator)
      await judgeVersion(ticketId, Number(params.id), form, speaker)
      return { toast: i18n.t('guests.review.decided_toast') }
    })
  }
}
