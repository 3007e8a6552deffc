import { listHref, type Counted } from '#services/reports/list_href'
import { chatText } from '#services/reports/monthly/chat_text'
import { describeInsights } from '#services/reports/monthly/describe_insights'
import { describeKpis } from '#services/reports/monthly/describe_kpis'
import { monthTitle } from '#services/reports/monthly/month_words'
import type { MonthlyContext } from '#services/reports/monthly/monthly_context'
import { monthlyTables } from '#services/reports/monthly/monthly_tables'

const CARDS = ['total', 'assigned', 'completed', 'inProgress', 'output'] as const

/** The list behind a figure. */
const COUNTS: Record<(typeof CARDS)[number], Counted> = {
  total: {},
  assigned: { is: ['assigned'] },
  completed: { is: ['done'] },
  inProgress: { is: ['in_progress'] },
  output: { is: ['with_output'] },
}

/** Everything a monthly report says, in words: for its page, its mail and the text to copy. */
export function describeMonth(context: MonthlyContext) {
  const { figures, i18n, words, month, viewer, frozenAt } = context
  const { video, image, other } = figures.sums
  const count = (value: number) => i18n.formatNumber(value)
  const split = { video: count(video), image: count(image), other: count(other) }
  // Lists show tickets as they are, a frozen month as they were.
  const asked = { question: { range: month.range }, viewer }
  const said = {
    title: monthTitle(month, i18n),
    kpis: describeKpis(context),
    cards: CARDS.map((key) => ({
      key,
      label: i18n.t(`monthly.figure.${key}`),
      value: words.figure(figures.sums[key], 'count'),
      note: key === 'output' ? i18n.t('reports.figure.split', split) : null,
      href: frozenAt === null ? listHref(asked, COUNTS[key]) : null,
    })),
    insights: describeInsights(context),
    tables: monthlyTables(context),
  }
  return { ...said, chat: chatText(said, context) }
}
