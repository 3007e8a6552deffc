import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { answerPin } from '#services/proofing/answer_pin'
import { changeProof } from '#services/proofing/answer_with_proof'
import { sayUnseeing } from '#services/proofing/say_unseeing'
import { findTicket } from '#services/tickets/find_ticket'
import { answerValidator } from '#validators/proofing'

/** What people say at a pin. */
export default class AnswersController {
  async store(ctx: HttpContext) {
    const { auth, i18n, params, request } = ctx
    const { id, number, ticketId } = params
    return changeProof(ctx, `answer-${number}`, async () => {
      await findTicket(ticketId, auth.getUserOrFail())
      const form = await request.validateUsing(answerValidator)
      const { unseeing } = await answerPin(ticketId, id, number, form, { by: actorOf(ctx) })
      const text = i18n.t('proof.answered', { number })
      return { toast: text + sayUnseeing(unseeing, i18n), pin: number }
    })
  }
}
