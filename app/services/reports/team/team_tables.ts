import type { ReportContext } from '#services/reports/answer_report'
import type { Facet } from '#services/reports/facets'
import { hasList, listHref, type Counted } from '#services/reports/list_href'
import { ratesOf } from '#services/reports/rates_of'
import type { ReportRow, ReportTable } from '#services/reports/report_table'
import type { Sums } from '#services/reports/sum_facts'
import { leaderboards } from '#services/reports/team/leaderboards'
import { OUTPUT, WORK, type TeamColumn } from '#services/reports/team/team_columns'
import type { Helped } from '#services/reports/team/sum_helped'
import { sumTeam, type Team } from '#services/reports/team/sum_team'

/** The team, a row a person with totals that the summary shows too, and the leaderboards made of it. */
export async function teamTables(context: ReportContext): Promise<ReportTable[]> {
  const team = await sumTeam(context)
  return [
    tableOf('team', WORK, team, context),
    tableOf('output', OUTPUT, team, context),
    ...leaderboards(team, context),
  ]
}

function tableOf(
  key: string,
  columns: TeamColumn[],
  { rows, nobodys, all, helped }: Team,
  context: ReportContext
): ReportTable {
  const t = (name: string, values?: Record<string, unknown>) =>
    context.i18n.t(`report_team.${name}`, values)
  const row = (label: string, sums: Sums, help: Helped, counted: Counted, is: Facet[] = []) =>
    rowOf(label, columns, { ...sums, ...ratesOf(sums), ...asFigures(help) }, (column) =>
      listHref(context, {
        ...counted,
        ...whoHelps(column, counted, context),
        is: [...is, ...column.is],
      })
    )
  const nobody = row(t('nobody', { count: nobodys.total }), nobodys, NO_HELP, {}, ['nobodys'])
  nobody.href = listHref(context, { is: ['unassigned'] })
  return {
    key,
    title: t(`title.${key}`),
    rowTitle: t('person'),
    columns: columns.map(({ key: name, kind }) => ({
      key: name,
      label: t(`column.${name}`),
      kind,
    })),
    rows: [
      ...rows.map(({ person, sums, helped: help }) => ({
        ...row(person.fullName, sums, help, { assignee: person.id }),
        href: listHref(context, { assignee: person.id, is: ['assigned'] }),
      })),
      ...(nobodys.total > 0 ? [nobody] : []),
    ],
    total: all.total > 0 ? row(t('total'), all, helped, {}) : null,
    note: t(`note.${key}`),
  }
}

const NO_HELP: Helped = { count: 0, quantity: 0 }

function asFigures({ count, quantity }: Helped) {
  return { helped: count, helpedQuantity: quantity }
}

/** Who helps stands beside the assignee: the report may be of one of them. */
function whoHelps({ is }: TeamColumn, { assignee }: Counted, { question }: ReportContext): Counted {
  return is.includes('helped') && assignee ? { assignee: question.person, helper: assignee } : {}
}

function rowOf(
  label: string,
  columns: TeamColumn[],
  figures: Record<TeamColumn['key'], number | null>,
  hrefOf: (column: TeamColumn) => string
): ReportRow {
  const cells = columns.map((column) => {
    const value = figures[column.key]
    return hasList(value, column.kind) ? { value, href: hrefOf(column) } : { value }
  })
  return { label, cells }
}
