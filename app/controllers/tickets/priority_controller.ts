import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { setPriority } from '#services/tickets/set_priority'
import { priorityValidator } from '#validators/ticket_moves'

export default class PriorityController {
  async update(ctx: HttpContext) {
    const { i18n, request } = ctx
    const actor = actorOf(ctx)
    return changeTicket(ctx, 'set_priority', async (id) => {
      const form = await request.validateUsing(priorityValidator)
      const wish = { priority: form.priority, lockVersion: form.lock_version }
      const { workflow } = await setPriority(id, wish, actor)
      const priority = i18n.t(`workflow.priority.${form.priority}`).toLowerCase()
      const text = i18n.t(`workflow.${workflow}.transition.set_priority.done`, { id, priority })
      return { toast: { text } }
    })
  }
}
