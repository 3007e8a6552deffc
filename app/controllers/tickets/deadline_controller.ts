import type { HttpContext } from '@adonisjs/core/http'
import { viewing } from '#services/tickets/form_request'
import { explainDeadline } from '#services/deadlines/explain_deadline'
import { findTicket } from '#services/tickets/find_ticket'
import { isFragment } from '#services/words/is_fragment'

export default class DeadlineController {
  /** How the deadlines of a ticket came about, as a sum: a page, or for htmx its rows alone. */
  async show(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const ticket = await findTicket(Number(ctx.params.ticketId), viewer)
    const explained = await explainDeadline(ticket, { i18n, times })
    ctx.response.header('cache-control', 'no-store')
    const page = isFragment(ctx) ? 'components/ticket/sum' : 'pages/tickets/deadline/show'
    return ctx.view.render(page, { ticket, rows: explained?.rows ?? [] })
  }
}
