import type { HttpContext } from '@adonisjs/core/http'
import { answerReport } from '#services/reports/answer_report'
import { summarise } from '#services/reports/summarise'

export default class AnalyticsController {
  index(ctx: HttpContext) {
    return answerReport(ctx, 'summary', summarise)
  }
}
