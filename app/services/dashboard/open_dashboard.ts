import type { I18n } from '@adonisjs/i18n'
import type User from '#models/user'
import { countRequests, listRequests } from '#services/approvals/list_requests'
import { loadRequests } from '#services/approvals/load_requests'
import { addressOf } from '#services/approvals/open_inbox'
import { countPending } from '#services/dashboard/count_pending'
import { countTickets } from '#services/dashboard/count_tickets'
import { countWeek } from '#services/dashboard/count_week'
import { countWorkload, workloadHref } from '#services/dashboard/count_workload'
import { statusOf, stripsOf } from '#services/dashboard/describe_counts'
import { describeFigures } from '#services/dashboard/describe_figures'
import { greet } from '#services/dashboard/greet'
import { listAsked, listWork } from '#services/dashboard/list_mine'
import { summariseMonth } from '#services/dashboard/summarise_month'

const SHOWN = 5

/**
 * Everything the dashboard shows a person; the number of queries does not depend on how much there is. One query after
 * the other: one page never takes more than one connection for itself.
 */
export async function openDashboard(viewer: User, zone: string, i18n: I18n) {
  const isManager = viewer.managesAnything
  const counts = await countTickets(viewer)
  const week = await countWeek(viewer, zone)
  const work = await listWork(viewer)
  const asked = await listAsked(viewer)
  const waiting = isManager ? await waitingFor(viewer) : null
  const pending = isManager ? await countPending(viewer) : []
  const month = isManager ? await summariseMonth(viewer, zone, i18n) : null
  const workload = isManager ? await countWorkload(viewer) : []
  const greeting = greet(
    viewer,
    zone,
    {
      decisions: waiting?.total ?? 0,
      toConfirm: asked.toConfirm,
      work: work.total,
      late: counts.overdue,
    },
    i18n
  )
  const figures = describeFigures(counts, week, viewer, i18n)
  const looks = { strips: stripsOf(counts), statusOf, workloadHref }
  return { counts, figures, month, work, asked, waiting, pending, workload, greeting, ...looks }
}

async function waitingFor(viewer: User) {
  const total = await countRequests(viewer, 'mine')
  const page = await listRequests(viewer, 'mine', { limit: SHOWN })
  return {
    total,
    requests: await loadRequests(page.ids, viewer),
    next: page.next ? addressOf(page.next) : null,
  }
}
