import type { ReportContext } from '#services/reports/answer_report'
import { linked } from '#services/reports/linked'
import type { Counted } from '#services/reports/list_href'
import { percent } from '#services/reports/rates_of'
import type { ReportTable } from '#services/reports/report_table'
import type { SupportFigures } from '#services/reports/support/gather_support'

const COLUMNS = [
  { key: 'timed', kind: 'count' },
  { key: 'met', kind: 'count' },
  { key: 'missed', kind: 'count' },
  { key: 'rate', kind: 'percent' },
  { key: 'median', kind: 'seconds' },
  { key: 'p90', kind: 'seconds' },
  { key: 'past', kind: 'count' },
] as const

/** First answers and resolutions against what was promised. */
export function targetTable(context: ReportContext, all: SupportFigures | undefined): ReportTable {
  const t = (key: string) => context.i18n.t(`support_report.${key}`)
  const to = (value: number | null, counted: Counted) =>
    linked(context, value, { workflow: 'support', ...counted })
  const rows = (figures: SupportFigures) => [
    {
      label: t('target.answer'),
      cells: [
        to(figures.answer_timed, { is: ['answer_timed'] }),
        to(figures.answered_on_time, { is: ['answered_on_time'] }),
        to(figures.answered_late, { is: ['answered_late'] }),
        to(percent(figures.answered_on_time, figures.answer_timed), { is: ['answered_on_time'] }),
        to(figures.answer?.[0] ?? null, { is: ['answered'] }),
        to(figures.answer?.[1] ?? null, { is: ['answered'] }),
        to(figures.past_answer, { past_target: 'answer' }),
      ],
    },
    {
      label: t('target.resolution'),
      cells: [
        to(figures.done_timed, { is: ['timed_done'] }),
        to(figures.on_time, { is: ['on_time'] }),
        to(figures.late, { is: ['late_done'] }),
        to(percent(figures.on_time, figures.done_timed), { is: ['on_time'] }),
        to(figures.resolution?.[0] ?? null, { is: ['done'] }),
        to(figures.resolution?.[1] ?? null, { is: ['done'] }),
        to(figures.past_resolution, { past_target: 'resolution' }),
      ],
    },
  ]
  return {
    key: 'targets',
    title: t('targets'),
    rowTitle: t('target_title'),
    columns: COLUMNS.map(({ key, kind }) => ({ key, kind, label: t(`target_column.${key}`) })),
    rows: all && all.total > 0 ? rows(all) : [],
    total: null,
    note: t('target_note'),
    chart: { kind: 'stacked', columns: ['met', 'missed', 'past'] },
  }
}
