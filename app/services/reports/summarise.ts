import { figureCards, splitOf } from '#services/reports/figure_cards'
import { listHref } from '#services/reports/list_href'
import type { ReportContext } from '#services/reports/answer_report'
import { measureLatency } from '#services/reports/measure_latency'
import { ratesOf } from '#services/reports/rates_of'
import { sumFacts } from '#services/reports/sum_facts'

/** The summary of a report: its figures with what changed since the period before, each with the list behind it. */
export async function summarise(context: ReportContext) {
  const { question, i18n } = context
  const sums = await sumFacts(context)
  const latency = await measureLatency(context)
  const earlier = question.before && {
    ...context,
    question: { ...question, range: question.before },
  }
  const before = earlier && (await sumFacts(earlier))
  const latencyBefore = earlier && (await measureLatency(earlier))
  return {
    sums,
    rates: ratesOf(sums),
    before,
    cards: [
      ...figureCards(context, sums, before),
      ...latencyCards(context, latency, latencyBefore),
    ],
    split: splitOf(sums, i18n),
  }
}

type Latencies = Awaited<ReturnType<typeof measureLatency>>

/** How long each step waits for its decision: the median, and what nine of ten stay within. */
function latencyCards(context: ReportContext, now: Latencies, before: Latencies | null) {
  const { words, i18n } = context
  return (['department', 'creative'] as const).map((step) => {
    const { median, p90 } = now[step]
    return {
      key: `latency-${step}`,
      label: i18n.t(`reports.figure.latency.${step}`),
      value: words.figure(median, 'seconds'),
      figure: { kind: 'seconds' as const, now: median, before: before?.[step].median ?? null },
      change: before && words.change(median, before[step].median, 'seconds', 'less'),
      note: p90 === null ? null : i18n.t('reports.figure.p90', { value: words.length(p90) }),
      href: listHref(context, { is: [`${step}_decided`] }),
    }
  })
}
