import type { ReportContext } from '#services/reports/answer_report'
import type { Facet } from '#services/reports/facets'
import type { FigureKind } from '#services/reports/figure_words'
import { linked } from '#services/reports/linked'
import type { Counted } from '#services/reports/list_href'
import { oneDecimal, percent, ratio } from '#services/reports/rates_of'
import type { ReportRow, ReportTable } from '#services/reports/report_table'
import type { Group, SupportFigures } from '#services/reports/support/gather_support'

interface Column {
  key: string
  kind: FigureKind
  of: (figures: SupportFigures) => number | null
  is: Facet[]
}

const COLUMNS: Column[] = [
  { key: 'total', kind: 'count', of: ({ total }) => total, is: [] },
  { key: 'answer', kind: 'seconds', of: ({ answer }) => answer?.[0] ?? null, is: ['answered'] },
  {
    ...{ key: 'answerRate', kind: 'percent', is: ['answered_on_time'] },
    of: (all) => percent(all.answered_on_time, all.answer_timed),
  },
  { key: 'done', kind: 'count', of: ({ done }) => done, is: ['done'] },
  {
    ...{ key: 'resolution', kind: 'seconds', is: ['done'] },
    of: ({ resolution }) => resolution?.[0] ?? null,
  },
  {
    ...{ key: 'onTimeRate', kind: 'percent', is: ['on_time'] },
    of: (all) => percent(all.on_time, all.done_timed),
  },
  { key: 'open', kind: 'count', of: ({ open }) => open, is: ['open'] },
  { key: 'reopened', kind: 'count', of: ({ reopened }) => reopened, is: ['reopened'] },
  {
    ...{ key: 'reopenRate', kind: 'percent', is: ['reopened'] },
    of: (all) => percent(all.reopened, all.ever_done),
  },
  { key: 'rated', kind: 'count', of: ({ rated }) => rated, is: ['rated'] },
  {
    ...{ key: 'score', kind: 'average', is: ['rated'] },
    of: ({ scores, rated }) => oneDecimal(ratio(scores, rated)),
  },
]

/** Support tickets by department, agent or type, with all of them in the last row. */
export function groupTable(
  context: ReportContext,
  group: Exclude<Group, 'all'>,
  all: SupportFigures[],
  names: Map<string, string>
): ReportTable {
  const t = (key: string) => context.i18n.t(`support_report.${key}`)
  const row = (figures: SupportFigures, label: string): ReportRow => {
    const { is: who = [], ...counted } = groupOf(figures)
    return {
      label,
      cells: COLUMNS.map(({ of, is }) =>
        linked(context, of(figures), { workflow: 'support', ...counted, is: [...who, ...is] })
      ),
    }
  }
  const nameOf = ({ id }: SupportFigures) =>
    id === null ? t('nobody') : (names.get(`${group} ${id}`) ?? `${id}`)
  const groups = all
    .filter((one) => one.group === group)
    .sort((a, b) => b.total - a.total || nameOf(a).localeCompare(nameOf(b)))
  const everything = all.find((one) => one.group === 'all')
  return {
    key: group,
    title: t(`by.${group}`),
    rowTitle: t(`of.${group}`),
    columns: COLUMNS.map(({ key, kind }) => ({ key, kind, label: t(`column.${key}`) })),
    rows: groups.map((one) => row(one, nameOf(one))),
    total: everything && groups.length > 0 ? row(everything, t('all')) : null,
    note: t('group_note'),
  }
}

/** The filters of the list that holds a group. */
function groupOf({ group, id }: SupportFigures): Counted {
  if (group === 'department') return { handling: id! }
  if (group === 'type') return { only_type: id! }
  if (group === 'all') return {}
  return id === null ? { is: ['unassigned'] } : { assignee: id, is: ['assigned'] }
}
