import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { overridePreflight } from '#services/preflight/override_preflight'
import { flashToast } from '#services/words/flash_toast'
import { overrideValidator } from '#validators/preflight'

/** The checks of a deliverable's newest version. */
export default class PreflightController {
  /** Lets it stay although it fails, for a reason. */
  async update(ctx: HttpContext) {
    const { params, request, response } = ctx
    const { version, reason } = await request.validateUsing(overrideValidator)
    const { ticketId, id } = params
    await overridePreflight(ticketId, id, { version, reason: reason ?? '' }, actorOf(ctx))
    flashToast(ctx, 'preflight.overridden')
    return response.redirect(`/tickets/${ticketId}/deliverables/${id}`, false, 303)
  }
}
