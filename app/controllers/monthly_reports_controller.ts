import type { HttpContext } from '@adonisjs/core/http'
import clock from '#services/clock'
import { asTyped } from '#services/lists/as_typed'
import { readFilter } from '#services/lists/read_filter'
import { figureWords } from '#services/reports/figure_words'
import { monthOf } from '#services/reports/monthly/month'
import { monthFrame, newestMonth, showMonth } from '#services/reports/monthly/show_month'
import { viewing } from '#services/tickets/form_request'
import { answerForm } from '#services/words/answer_form'
import { monthlyFilter } from '#validators/monthly_report'

export default class MonthlyReportsController {
  async index(ctx: HttpContext) {
    const { view, response } = ctx
    const { viewer, i18n, times } = viewing(ctx)
    response.header('cache-control', 'no-store')
    const page = 'pages/monthly_reports/index'
    const shared = { words: figureWords(i18n), now: clock.now() }
    const work = async () => {
      const asked = await readFilter(ctx, monthlyFilter)
      const newest = newestMonth()
      const month = monthOf(asked.year ?? newest.year, asked.month ?? newest.month)
      const report = await showMonth(month, viewer, i18n, times)
      return view.render(page, { ...shared, report, dialog: asked.dialog, errors: {} })
    }
    return answerForm(ctx, work, async ({ form, errors }) => {
      const report = monthFrame(i18n, viewer, asTyped(form, ['year', 'month']))
      return view.render(page, { ...shared, report, errors })
    })
  }
}
