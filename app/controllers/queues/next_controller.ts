import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { forget } from '#services/dashboard/remember'
import { takeNext } from '#services/queue/take_next'
import { flashToast } from '#services/words/flash_toast'

export default class NextController {
  /** Gives the person the most urgent ticket that nobody has, and opens it; the queue says so when none is left. */
  async store(ctx: HttpContext) {
    const { params, response } = ctx
    const actor = actorOf(ctx)
    const ticket = await takeNext(Number(params.departmentId), actor)
    forget(actor.by!.id)
    if (!ticket) {
      flashToast(ctx, 'queue.nothing_left')
      return response.redirect(`/queue/${params.departmentId}`, false, 303)
    }
    flashToast(ctx, `workflow.${ticket.workflow}.transition.take.done`, { id: String(ticket.id) })
    return response.redirect(`/tickets/${ticket.id}`, false, 303)
  }
}
