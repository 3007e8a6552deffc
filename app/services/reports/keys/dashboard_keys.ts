import type { I18n } from '@adonisjs/i18n'
import Department from '#models/department'
import type User from '#models/user'
import { paperColours } from '#services/charts/paper_colours'
import { countPendingByDepartment } from '#services/dashboard/count_pending'
import { countTickets } from '#services/dashboard/count_tickets'
import { countWeek } from '#services/dashboard/count_week'
import { countWorkload } from '#services/dashboard/count_workload'
import { listWork } from '#services/dashboard/list_mine'
import { creative } from '#workflows/creative'
import { PRIORITIES } from '#workflows/workflow'

const PRIORITY_TONES = { low: 'rest', medium: 'ready', high: 'wait', urgent: 'stop' } as const

/** The figures of a person's dashboard under the keys of `dashboard/stats/` (shared/api): those of the page. */
export async function dashboardKeys(viewer: User, zone: string, i18n: I18n) {
  const { total, overdue, status, open } = await countTickets(viewer)
  const week = await countWeek(viewer, zone)
  const { total: assigned } = await listWork(viewer)
  const of = (name: string) => status.creative?.[name] ?? 0
  const colours = paperColours()
  return {
    total_tickets: total,
    pending_approval: of('requested'),
    pending_creative: of('pending_creative'),
    approved: of('approved'),
    in_progress: of('in_progress'),
    completed: of('completed'),
    rejected: of('rejected'),
    overdue,
    my_assigned: assigned,
    status_chart: Object.entries(creative.statuses).map(([name, { tone }]) => ({
      name: i18n.t(`workflow.creative.status.${name}`),
      value: of(name),
      color: colours.get(tone)!,
    })),
    priority_chart: PRIORITIES.toReversed().map((priority) => ({
      name: i18n.t(`workflow.priority.${priority}`),
      count: open[priority].count,
      color: colours.get(PRIORITY_TONES[priority])!,
    })),
    weekly_chart: week.map(({ date, created, completed }) => ({
      day: date.setLocale(i18n.locale).toFormat('ccc'),
      date: date.toISODate()!,
      created,
      completed,
    })),
  }
}

/** `dashboard/team-overview/`: work that is assigned and not finished, by person. */
export async function teamOverviewKeys(viewer: User) {
  const rows = await countWorkload(viewer)
  return rows.map(({ person, count }) => ({
    id: person.id,
    username: person.username,
    first_name: person.firstName,
    last_name: person.lastName,
    assigned_count: count,
  }))
}

/** `dashboard/pending-approvals/`: decisions that departments owe, by who gives them. */
export async function pendingApprovalsKeys(viewer: User) {
  const rows = await countPendingByDepartment(viewer)
  const departments = await Department.query().whereIn(
    'id',
    rows.map(({ departmentId }) => departmentId)
  )
  return rows.map(({ departmentId, approver, count }) => {
    const department = departments.find(({ id }) => id === departmentId)!
    return {
      department_id: departmentId,
      department_name: department.name,
      is_creative: department.isCreative,
      approver_id: approver.id,
      approver_name: approver.fullName,
      pending_count: count,
    }
  })
}
