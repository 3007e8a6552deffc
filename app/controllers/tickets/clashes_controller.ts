import type { HttpContext } from '@adonisjs/core/http'
import { viewing } from '#services/tickets/form_request'
import { openAssignment } from '#services/tickets/open_assignment'

export default class ClashesController {
  /** Who is planned for something else, of an assignment that somebody is just filling in. */
  async index(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const id = Number(ctx.params.ticketId)
    const { clashes } = await openAssignment(id, viewer, { i18n, times }, ctx.request.qs())
    ctx.response.header('cache-control', 'no-store')
    return ctx.view.render('pages/tickets/clashes/index', { clashes })
  }
}
