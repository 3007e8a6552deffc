import { listHref, type Counted } from '#services/reports/list_href'
import type { FigureKind } from '#services/reports/figure_words'
import type { ReportContext } from '#services/reports/answer_report'
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
  { key: 'processingSeconds', kind: 'seconds', better: 'less', counts: { is: ['done'] } },
  { key: 'acknowledgeSeconds', kind: 'seconds', better: 'less', counts: { is: ['assigned'] } },
  { key: 'secondsPerPiece', kind: 'seconds', better: 'less', counts: { is: ['with_output'] } },
  {
    key: 'secondsPerVideo',
    kind: 'seconds',
    better: 'less',
    counts: { is: ['with_output', 'video'] },
  },
  {
    key: 'secondsPerImage',
    kind: 'seconds',
    better: 'less',
    counts: { is: ['with_output', 'image'] },
  },
]

/** The summary of a report: its figures with what changed since the period before, each with the list behind it. */
export async function summarise(context: ReportContext) {
  const { question, words, i18n } = context
  const sums = await sumFacts(context)
  const before = question.before
    ? await sumFacts({ ...context, question: { ...question, range: question.before } })
    : null
  const now = { ...sums, ...ratesOf(sums) }
  const then = before && { ...before, ...ratesOf(before) }
  const { video, image, other } = sums
  return {
    sums,
    rates: ratesOf(sums),
    before,
    cards: FIGURES.map(({ key, kind, better, counts }) => ({
      key,
      label: i18n.t(`reports.figure.${key}`),
      value: words.figure(now[key], kind),
      change: then && words.change(now[key], then[key], kind, better),
      href: listHref(context, counts),
    })),
    split: i18n.t('reports.figure.split', {
      video: i18n.formatNumber(video),
      image: i18n.formatNumber(image),
      other: i18n.formatNumber(other),
    }),
  }
}
