import type { HttpContext } from '@adonisjs/core/http'
import { readLookers } from '#services/queue/read_lookers'
import { viewing } from '#services/tickets/form_request'

export default class LookersController {
  /** Who else has the tickets of an open queue open, for the page that shows them. */
  async index(ctx: HttpContext) {
    const { viewer } = viewing(ctx)
    return readLookers(ctx.request.qs(), Number(ctx.params.departmentId), viewer)
  }
}
