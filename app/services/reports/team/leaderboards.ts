import type { ReportContext } from '#services/reports/answer_report'
import type { Facet } from '#services/reports/facets'
import { listHref } from '#services/reports/list_href'
import type { ReportCell, ReportColumn, ReportTable } from '#services/reports/report_table'
import { PLACES, rankTeam, RANKED_BY, type Ranked } from '#services/reports/team/rank_team'
import type { Team } from '#services/reports/team/sum_team'

type Figure = (typeof RANKED_BY)[number] | 'other'

/** What the list behind a figure of a person holds. */
const COUNTS: Record<Figure, Facet[]> = {
  output: ['with_output'],
  video: ['with_output', 'video'],
  image: ['with_output', 'image'],
  other: ['with_output', 'other_output'],
  completed: ['done'],
}

/** Who made the most, by output, videos, images and completed tickets; output with what it is made of. */
export function leaderboards(team: Team, context: ReportContext): ReportTable[] {
  return RANKED_BY.map((by) => {
    const figures: Figure[] = by === 'output' ? ['output', 'video', 'image', 'other'] : [by]
    return leaderboard(by, figures, rankTeam(team, by), context)
  })
}

function leaderboard(
  by: Figure,
  figures: Figure[],
  ranked: Ranked[],
  context: ReportContext
): ReportTable {
  const t = (key: string, values?: Record<string, unknown>) =>
    context.i18n.t(`report_team.${key}`, values)
  const column = (key: Figure): ReportColumn => ({ key, label: t(`column.${key}`), kind: 'count' })
  const cell = (key: Figure, { row }: Ranked): ReportCell => {
    const value = row.sums[key]
    const href = listHref(context, { assignee: row.person.id, is: COUNTS[key] })
    return value ? { value, href } : { value }
  }
  return {
    key: `most-${by}`,
    title: t(`most.${by}`),
    rowTitle: t('person'),
    columns: [{ key: 'rank', label: t('column.rank'), kind: 'count' }, ...figures.map(column)],
    rows: ranked.map((place) => ({
      label: place.row.person.fullName,
      href: listHref(context, { assignee: place.row.person.id, is: ['assigned'] }),
      cells: [{ value: place.rank }, ...figures.map((key) => cell(key, place))],
    })),
    total: null,
    note: t('places', { places: PLACES }),
    chart:
      by === 'output'
        ? { kind: 'stacked', columns: ['video', 'image', 'other'], most: PLACES }
        : { kind: 'bars', columns: [by], most: PLACES },
  }
}
