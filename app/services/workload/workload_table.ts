import type { I18n } from '@adonisjs/i18n'
import type Department from '#models/department'
import type User from '#models/user'
import type { ReportRow, ReportTable } from '#services/reports/report_table'
import { comingDays, type Work } from '#services/workload/sum_work'
import { asRow, workColumns, type RowAsked } from '#services/workload/work_row'

/** The row of a table with who it is of, for his picture; nobody for what is not given to anybody yet. */
export interface WorkloadRow extends ReportRow {
  person: User | null
  /** Why his work needs somebody's eye: he left the desk, or the department. */
  remark: string | null
}

export interface WorkloadTable extends ReportTable {
  rows: WorkloadRow[]
  /** The most open tickets of one person: the length of a full bar. */
  most: number
}

interface Shown extends Pick<RowAsked, 'i18n'> {
  zone: string
  work: Work[]
  people: User[]
  /** The viewer shares the work out, so that he sees everybody's. */
  isShared: boolean
}

/** What there is to do in a department, person by person: a table as data, like those of the reports. */
export function workloadTable(
  department: Department,
  { work, people, isShared, zone, i18n }: Shown
) {
  const here = work.filter(({ departmentId }) => departmentId === department.id)
  const asked = { departmentId: department.id, days: comingDays(zone), i18n }
  const of = (personId: number | null) => here.find((one) => one.personId === personId)
  const rows: WorkloadRow[] = people
    .filter((person) => of(person.id) || (isShared && person.departmentId === department.id))
    .map((person) => ({
      ...asRow(person.fullName, { personId: person.id, work: of(person.id) }, asked),
      person,
      remark: remarkOn(person, department, i18n),
    }))
    .sort((a, b) => openOf(b) - openOf(a) || a.label.localeCompare(b.label))
  const most = Math.max(1, ...rows.map(openOf))
  const nobody = { personId: null, work: of(null) }
  if (isShared) {
    const row = asRow(i18n.t('workload.nobody'), nobody, asked)
    rows.push({ ...row, person: null, remark: null })
  }
  const table: WorkloadTable = {
    key: `department-${department.id}`,
    title: department.name,
    rowTitle: i18n.t('workload.person'),
    columns: workColumns(i18n),
    rows,
    most,
    total: isShared ? asRow(i18n.t('workload.total'), { work: addUpWork(here) }, asked) : null,
  }
  return table
}

const openOf = ({ cells }: ReportRow) => Number(cells[0].value)

function remarkOn(person: User, department: Department, i18n: I18n): string | null {
  if (!person.isActive) return i18n.t('workload.deactivated')
  return person.departmentId === department.id ? null : i18n.t('workload.moved')
}

function addUpWork(all: Work[]): Omit<Work, 'departmentId' | 'personId'> {
  const sum = (key: 'open' | 'inProgress' | 'late' | 'dueToday' | 'dueSoon' | 'unestimated') =>
    all.reduce((total, work) => total + work[key], 0)
  const hours = all.flatMap((work) => (work.hours === null ? [] : [work.hours]))
  return {
    open: sum('open'),
    inProgress: sum('inProgress'),
    late: sum('late'),
    dueToday: sum('dueToday'),
    dueSoon: sum('dueSoon'),
    hours: hours.length > 0 ? hours.reduce((total, one) => total + one, 0) : null,
    unestimated: sum('unestimated'),
  }
}
