import type { HttpContext } from '@adonisjs/core/http'
import { figureWords } from '#services/reports/figure_words'
import { viewing } from '#services/tickets/form_request'
import { showWorkload } from '#services/workload/show_workload'

export default class WorkloadController {
  /** Who has how much to do. */
  async index(ctx: HttpContext) {
    const { viewer, i18n, zone } = viewing(ctx)
    const page = await showWorkload(viewer, zone, i18n)
    ctx.response.header('cache-control', 'no-store')
    const words = figureWords(i18n)
    return ctx.view.render('pages/workload/index', { ...page, words })
  }
}
