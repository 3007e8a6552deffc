import { listHref, type Counted } from '#services/reports/list_href'
import type { FigureKind } from '#services/reports/figure_words'
import type { ReportContext } from '#services/reports/answer_report'
import { measureLatency } from '#services/reports/measure_latency'
import { ratesOf, type Rates } from '#services/reports/rates_of'
import { sumFacts, type Sums } from '#services/reports/sum_facts'

/** A figure of the summary: what it is, which way is good, and the list that holds what it counts. */
interface Figure {
  key: keyof Rates | keyof Sums
  kind: FigureKind
  better?: 'more' | 'less'
  counts: Counted
}

const FIGURES: Figure[] = [
  { key: 'total', kind: 'count', counts: {} },
  { key: 'assigned', kind: 'count', counts: { is: ['assigned'] } },
  { key: 'completed', kind: 'count', better: 'more', counts: { is: ['done'] } },
  { key: 'completionRate', kind: 'percent', better: 'more', counts: { is: ['assigned_done'] } },
  { key: 'output', kind: 'count', better: 'more', counts: { is: ['with_output'] } },
  { key: 'averageOutput', kind: 'average', counts: { is: ['done'] } },
  { key: 'onTimeRate', kind: 'percent', better: 'more', counts: { is: ['on_time'] } },
  { key: 'revised', kind: 'count', better: 'less', counts: { is: ['revised'] } },
  { key: 'revisionRate', kind: 'percent', better: 'less', counts: { is: ['revised'] } },
  { key: 'processingSeconds', kind: 'seconds', better: 'less', counts: { is: ['processed'] } },
  { key: 'acknowledgeSeconds', kind: 'seconds', better: 'less', counts: { is: ['acknowledged'] } },
  { key: 'secondsPerPiece', kind: 'seconds', better: 'less', counts: { is: ['pieces_timed'] } },
  {
    key: 'secondsPerVideo',
    kind: 'seconds',
    better: 'less',
    counts: { is: ['pieces_timed', 'video'] },
  },
  {
    key: 'secondsPerImage',
    kind: 'seconds',
    better: 'less',
    counts: { is: ['pieces_timed', 'image'] },
  },
]

/** The summary of a report: its figures with what changed since the period before, each with the list behind it. */
export async function summarise(context: ReportContext) {
  const { question, words, i18n } = context
  const sums = await sumFacts(context)
  const latency = await measureLatency(context)
  const earlier = question.before && {
    ...context,
    question: { ...question, range: question.before },
  }
  const before = earlier && (await sumFacts(earlier))
  const latencyBefore = earlier && (await measureLatency(earlier))
  const now = { ...sums, ...ratesOf(sums) }
  const then = before && { ...before, ...ratesOf(before) }
  const number = (value: number) => i18n.formatNumber(value)
  const { video, image, other } = sums
  const split = { video: number(video), image: number(image), other: number(other) }
  const cards = FIGURES.map(({ key, kind, better, counts }) => ({
    key,
    label: i18n.t(`reports.figure.${key}`),
    value: words.figure(now[key], kind),
    figure: { kind, now: now[key], before: then?.[key] ?? null },
    change: then && words.change(now[key], then[key], kind, better),
    note: key === 'output' && sums.output > 0 ? i18n.t('reports.figure.split', split) : null,
    href: listHref(context, counts),
  }))
  return {
    sums,
    rates: ratesOf(sums),
    before,
    cards: [...cards, ...latencyCards(context, latency, latencyBefore)],
    split: i18n.t('reports.figure.split', split),
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
