import type { HttpContext } from '@adonisjs/core/http'
import { readFilter } from '#services/lists/read_filter'
import { viewing } from '#services/tickets/form_request'
import { showHistory } from '#services/tickets/history/show_history'
import { isFragment } from '#services/words/is_fragment'
import { historyFilter } from '#validators/activities'

export default class HistoryController {
  async index(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const question = await readFilter(ctx, historyFilter)
    const page = await showHistory(ctx.params.ticketId, viewer, question, { i18n, times })
    ctx.response.header('cache-control', 'no-store')
    return ctx.view.render(`pages/tickets/history/${isFragment(ctx) ? 'region' : 'index'}`, {
      page,
    })
  }
}
