import type { HttpContext } from '@adonisjs/core/http'
import { answerReport } from '#services/reports/answer_report'
import { summarise } from '#services/reports/summarise'
import { tablesOfTab } from '#services/reports/tables_of_tab'

export default class AnalyticsController {
  index(ctx: HttpContext) {
    return answerReport(ctx, 'summary', summarise)
  }

  /** A tab whose tables say everything. */
  show(ctx: HttpContext) {
    const tab = ctx.params.tab as keyof typeof tablesOfTab
    return answerReport(ctx, tab, async (context) => ({ tables: await tablesOfTab[tab](context) }))
  }
}
