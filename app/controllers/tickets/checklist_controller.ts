import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { tickItem } from '#services/checklists/tick_item'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { tickValidator } from '#validators/templates'

export default class ChecklistController {
  /** Ticks an item of the checklist, or takes the tick away. */
  async update(ctx: HttpContext) {
    const { i18n, params, request } = ctx
    return changeTicket(ctx, 'checklist', async (id) => {
      const form = await request.validateUsing(tickValidator)
      const tick = { itemId: Number(params.id), isDone: form.done === '1' }
      const { text, left } = await tickItem(id, tick, actorOf(ctx))
      const key = tick.isDone ? (left > 0 ? 'done_left' : 'done') : 'undone'
      return { toast: { text: i18n.t(`checklists.${key}`, { text, left }) } }
    })
  }
}
