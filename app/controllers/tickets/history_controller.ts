import type { HttpContext } from '@adonisjs/core/http'
import { asTyped } from '#services/lists/as_typed'
import { readFilter } from '#services/lists/read_filter'
import { viewing } from '#services/tickets/form_request'
import { showHistory } from '#services/tickets/history/show_history'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { isFragment } from '#services/words/is_fragment'
import { historyFilter } from '#validators/activities'

const FILTERS = ['kind', 'person', 'from', 'to', 'order'] as const

export default class HistoryController {
  async index(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const words = { i18n, times }
    const work = async () => {
      const question = await readFilter(ctx, historyFilter)
      return this.#page(ctx, await showHistory(ctx.params.ticketId, viewer, question, words))
    }
    return answerForm(ctx, work, async ({ form, errors }) => {
      const { filters, ...page } = await showHistory(ctx.params.ticketId, viewer, {}, words)
      const question = asTyped(form, FILTERS)
      const typed = { ...page, question, filters: { ...filters, isOn: true }, days: null }
      return this.#page(ctx, typed, errors)
    })
  }

  #page(ctx: HttpContext, page: object, errors: TypedForm['errors'] = {}) {
    ctx.response.header('cache-control', 'no-store')
    const part = isFragment(ctx) ? 'region' : 'index'
    return ctx.view.render(`pages/tickets/history/${part}`, { page: { ...page, errors } })
  }
}
