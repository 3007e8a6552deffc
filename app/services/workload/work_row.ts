import type { I18n } from '@adonisjs/i18n'
import { addressWith } from '#services/lists/address_with'
import type { Facet } from '#services/reports/facets'
import type { ReportColumn, ReportRow } from '#services/reports/report_table'
import type { comingDays, Work } from '#services/workload/sum_work'
import { WORKED_ON } from '#services/workload/worked_on'

const COLUMNS = [
  ['open', 'count'],
  ['inProgress', 'count'],
  ['late', 'count'],
  ['dueToday', 'count'],
  ['dueSoon', 'count'],
  ['hours', 'average'],
  ['unestimated', 'count'],
] as const

type Column = (typeof COLUMNS)[number][0]

export function workColumns(i18n: I18n): ReportColumn[] {
  return COLUMNS.map(([key, kind]) => ({ key, kind, label: i18n.t(`workload.column.${key}`) }))
}

export interface RowAsked {
  departmentId: number
  /** Today, and the last day of those that come. */
  days: ReturnType<typeof comingDays>
  i18n: I18n
}

/** Whose figures a row holds: somebody's, nobody's (null), everybody's (undefined). */
interface Whose {
  personId?: number | null
  work: Pick<Work, Column> | undefined
}

/** A row of figures, each with the list that holds what it counts; what counts nothing leads nowhere. */
export function asRow(label: string, { personId, work }: Whose, asked: RowAsked): ReportRow {
  const { departmentId, days } = asked
  const { today, last } = days
  const filters: Record<Column, Filters> = {
    open: {},
    inProgress: { status: ['in_progress'] },
    late: { overdue: 1 },
    dueToday: { due_from: today, due_to: today },
    dueSoon: { due_from: today, due_to: last },
    hours: { is: ['estimated'] },
    unestimated: { is: ['unestimated'] },
  }
  return {
    label,
    cells: COLUMNS.map(([key]) => {
      const value = work ? work[key] : key === 'hours' ? null : 0
      return value ? { value, href: listOf(personId, departmentId, filters[key]) } : { value }
    }),
  }
}

interface Filters {
  status?: readonly string[]
  is?: readonly Facet[]
  overdue?: number
  due_from?: string
  due_to?: string
}

function listOf(personId: number | null | undefined, handling: number, more: Filters): string {
  return addressWith('/tickets', {
    tab: 'open',
    handling,
    assignee: personId === null ? 'none' : personId,
    status: WORKED_ON,
    ...more,
    is: [...(personId ? ['assigned'] : []), ...(more.is ?? [])],
  })
}
