import type { HttpContext } from '@adonisjs/core/http'
import { changeGuestProof } from '#services/guests/answer_with_guest_proof'
import { answerPin } from '#services/proofing/answer_pin'
import { answerValidator } from '#validators/proofing'

export default class AnswersController {
  /** A guest goes on at a pin of his own. */
  async store(ctx: HttpContext) {
    const { i18n, params, request } = ctx
    const number = Number(params.number)
    return changeGuestProof(ctx, `answer-${number}`, async (ticketId, speaker) => {
      const form = await request.validateUsing(answerValidator)
      await answerPin(ticketId, Number(params.id), number, form, speaker)
      return { toast: i18n.t('proof.answered', { number }), pin: number }
    })
  }
}
