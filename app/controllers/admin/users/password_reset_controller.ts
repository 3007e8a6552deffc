import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { sendReset } from '#services/people/lock_person'
import { flashToast } from '#services/words/flash_toast'

export default class PasswordResetController {
  async store(ctx: HttpContext) {
    const name = await sendReset(Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'admin_people.done.reset_sent', { name })
    return ctx.response.redirect(`/admin/users/${ctx.params.id}`)
  }
}
