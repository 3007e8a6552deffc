import type { HttpContext } from '@adonisjs/core/http'
import { listQueue } from '#services/queue/list_queue'
import { viewing } from '#services/tickets/form_request'
import { isFragment } from '#services/words/is_fragment'

export default class QueuesController {
  /** The first of the queues that are this person's business. */
  async index(ctx: HttpContext) {
    return this.show(ctx)
  }

  /** What a department's people have to do. */
  async show(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const id = ctx.params.departmentId && Number(ctx.params.departmentId)
    const queue = await listQueue(ctx.request.qs(), id, viewer, { i18n, times })
    return ctx.view.render(isFragment(ctx) ? 'pages/queues/region' : 'pages/queues/show', { queue })
  }
}
