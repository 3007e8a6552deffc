import type { I18n } from '@adonisjs/i18n'
import type { ReportContext } from '#services/reports/answer_report'
import type { FigureKind } from '#services/reports/figure_words'
import { listHref, type Counted } from '#services/reports/list_href'
import { ratesOf, type Rates } from '#services/reports/rates_of'
import type { Sums } from '#services/reports/sum_facts'

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

/**
 * Figures as cards, each with the list behind it.
 * @param keys only these; all of the summary unless said otherwise
 */
export function figureCards(
  context: ReportContext,
  sums: Sums,
  before: Sums | null,
  keys?: Figure['key'][]
) {
  const { words, i18n } = context
  const now = { ...sums, ...ratesOf(sums) }
  const then = before && { ...before, ...ratesOf(before) }
  const wanted = FIGURES.filter(({ key }) => !keys || keys.includes(key))
  return wanted.map(({ key, kind, better, counts }) => ({
    key,
    label: i18n.t(`reports.figure.${key}`),
    value: words.figure(now[key], kind),
    figure: { kind, now: now[key], before: then?.[key] ?? null },
    change: then && words.change(now[key], then[key], kind, better),
    note: key === 'output' && sums.output > 0 ? splitOf(sums, i18n) : null,
    href: listHref(context, counts),
  }))
}

/** The output in words: how much of it is what. */
export function splitOf({ video, image, other }: Sums, i18n: I18n): string {
  const number = (value: number) => i18n.formatNumber(value)
  return i18n.t('reports.figure.split', {
    video: number(video),
    image: number(image),
    other: number(other),
  })
}
