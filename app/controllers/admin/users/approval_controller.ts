import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { approveRegistration, declineRegistration } from '#services/people/decide_registration'
import { safeBack } from '#services/accounts/safe_back'
import { flashToast } from '#services/words/flash_toast'

export default class ApprovalController {
  async store(ctx: HttpContext) {
    const name = await approveRegistration(Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'admin_people.done.approved', { name })
    return ctx.response.redirect(safeBack(ctx.request.input('back'), '/admin/users'))
  }

  async destroy(ctx: HttpContext) {
    const name = await declineRegistration(Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'admin_people.done.declined', { name })
    return ctx.response.redirect(safeBack(ctx.request.input('back'), '/admin/users'))
  }
}
