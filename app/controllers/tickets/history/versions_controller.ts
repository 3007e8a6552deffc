import type { HttpContext } from '@adonisjs/core/http'
import { addressWith } from '#services/lists/address_with'
import { readFilter } from '#services/lists/read_filter'
import { viewing } from '#services/tickets/form_request'
import { findHistoryTicket } from '#services/tickets/history/find_history_ticket'
import { historyPath } from '#services/tickets/history/history_question'
import { showVersion } from '#services/tickets/history/show_version'
import { versionChoice, versionFilter } from '#validators/activities'

export default class VersionsController {
  /** Leads from the form that chooses two versions to their page. */
  async index(ctx: HttpContext) {
    await findHistoryTicket(ctx.params.ticketId, viewing(ctx).viewer)
    const { version, against } = await readFilter(ctx, versionChoice)
    const path = `${historyPath(ctx.params.ticketId)}/versions/${version}`
    return ctx.response.redirect(addressWith(path, { against }))
  }

  async show(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const { against, whole } = await readFilter(ctx, versionFilter)
    const { ticketId, version } = ctx.params
    const asked = { version, against, whole: whole === '1' }
    const page = await showVersion(ticketId, viewer, asked, { i18n, times })
    ctx.response.header('cache-control', 'no-store')
    return ctx.view.render('pages/tickets/history/versions/show', { page })
  }
}
