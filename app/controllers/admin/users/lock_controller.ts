import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { lockPerson, unlockPerson } from '#services/people/lock_person'
import { flashToast } from '#services/words/flash_toast'

export default class LockController {
  async store(ctx: HttpContext) {
    const name = await lockPerson(Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'admin_people.done.locked', { name })
    return ctx.response.redirect(`/admin/users/${ctx.params.id}`)
  }

  async destroy(ctx: HttpContext) {
    const name = await unlockPerson(Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'admin_people.done.unlocked', { name })
    return ctx.response.redirect(`/admin/users/${ctx.params.id}`)
  }
}
