import type { HttpContext } from '@adonisjs/core/http'
import { listDeliverables } from '#services/deliverables/list_deliverables'
import { describeContactSheet } from '#services/proofing/describe_contact_sheet'
import { findTicket } from '#services/tickets/find_ticket'
import { viewing } from '#services/tickets/form_request'

export default class ContactSheetController {
  /** The newest version of everything that was made, many on one sheet, to be printed. */
  async show(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const { id, title } = await findTicket(ctx.params.ticketId, viewer)
    const items = await listDeliverables(id)
    ctx.response.header('cache-control', 'no-store')
    return ctx.view.render('pages/tickets/contact_sheet/show', {
      ticket: { id, title },
      items: items.map((item) => describeContactSheet(item, id, { i18n, times })),
    })
  }
}
