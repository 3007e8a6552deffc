import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { overridePreflight } from '#services/preflight/override_preflight'
import { changeProof } from '#services/proofing/answer_with_proof'
import { findTicket } from '#services/tickets/find_ticket'
import { overrideValidator } from '#validators/preflight'

/** The checks of a deliverable's newest version. */
export default class PreflightController {
  /** Lets it stay although it fails, for a reason. */
  async update(ctx: HttpContext) {
    const { auth, i18n, params, request } = ctx
    const { id, ticketId } = params
    return changeProof(ctx, 'preflight', async () => {
      await findTicket(ticketId, auth.getUserOrFail())
      const { version, reason } = await request.validateUsing(overrideValidator)
      await overridePreflight(ticketId, id, { version, reason: reason ?? '' }, actorOf(ctx))
      return { toast: i18n.t('preflight.overridden') }
    })
  }
}
