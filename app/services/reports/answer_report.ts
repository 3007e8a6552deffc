import type { HttpContext } from '@adonisjs/core/http'
import clock from '#services/clock'
import { asTyped } from '#services/lists/as_typed'
import { readFilter } from '#services/lists/read_filter'
import { inTime } from '#services/reports/ask_patiently'
import { describeReport } from '#services/reports/describe_report'
import type { ReportTab } from '#services/reports/report_addresses'
import { figureWords, type FigureWords } from '#services/reports/figure_words'
import type { ReportAsked } from '#services/reports/narrow_facts'
import { completeQuestion, type ReportQuestion } from '#services/reports/report_question'
import { takeAlong } from '#services/reports/take_along'
import { viewing } from '#services/tickets/form_request'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { reportFilter } from '#validators/report'
import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'

/** A report that was understood: what is asked by whom, and the words to say it in. */
export interface ReportContext extends ReportAsked {
  question: ReportQuestion
  viewer: User
  zone: string
  i18n: I18n
  words: FigureWords
}

const FIELDS = [
  ...['range', 'from', 'to', 'compare', 'workflow', 'department', 'handling', 'type'],
  ...['product', 'person'],
]

/**
 * Answers a page of the analytics: reads its range and filters, loads its figures and renders pages/analytics/<tab>; for
 * filters that cannot be read 422 and the form as typed, without figures.
 * @param load gives what the page shows beside its frame
 */
export async function answerReport(
  ctx: HttpContext,
  tab: ReportTab,
  load: (context: ReportContext) => Promise<Record<string, unknown>>
): Promise<unknown> {
  const { viewer, zone, i18n, times } = viewing(ctx)
  const words = figureWords(i18n)
  ctx.response.header('cache-control', 'no-store')
  const page = `pages/analytics/${tab === 'summary' ? 'summary' : 'tab'}`
  const work = async () => {
    const question = await completeQuestion(await readFilter(ctx, reportFilter), zone)
    const context = { question, viewer, zone, i18n, words }
    const data = await inTime(() => load(context))
    const report = await describeReport(tab, context, times)
    const along = await takeAlong(ctx, report, data, context)
    return ctx.view.render(page, { report, words, data, along, now: clock.now() })
  }
  return answerForm(ctx, work, async ({ form, errors }: TypedForm) => {
    const typed = asTyped(form, FIELDS)
    const report = await describeReport(tab, { typed, viewer, zone, i18n, words }, times, errors)
    return ctx.view.render(page, { report, words, now: clock.now() })
  })
}
