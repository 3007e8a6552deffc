import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { changeProof } from '#services/proofing/answer_with_proof'
import { judgeVersion } from '#services/proofing/judge_version'
import { findTicket } from '#services/tickets/find_ticket'
import { judgementValidator } from '#validators/proofing'

/** Somebody's decision on a version. */
export default class JudgementsController {
  async store(ctx: HttpContext) {
    const { auth, i18n, params, request } = ctx
    return changeProof(ctx, 'decision', async () => {
      await findTicket(params.ticketId, auth.getUserOrFail())
      const form = await request.validateUsing(judgementValidator)
      const decision = await judgeVersion(params.ticketId, params.id, form, { by: actorOf(ctx) })
      return { toast: i18n.t('proof.decided', { decision: i18n.t(`proof.decision.${decision}`) }) }
    })
  }
}
