import type { HttpContext } from '@adonisjs/core/http'
import type { Outcome } from '#services/approvals/decide_request'
import { countRequests } from '#services/approvals/list_requests'
import { loadRequests } from '#services/approvals/load_requests'
import { nextRequest, openInbox } from '#services/approvals/open_inbox'
import { countTickets } from '#services/dashboard/count_tickets'
import { stripsOf } from '#services/dashboard/describe_counts'
import { countNavigation } from '#services/notifications/count_navigation'
import { isFragment } from '#services/words/is_fragment'
import { flashToast } from '#services/words/flash_toast'

interface Shown {
  ticketId: number
  decision: 'approve' | 'reject'
  note?: string
  from?: 'approvals' | 'open' | 'dashboard'
  after?: string
}

const STATUS = { invalid: 422, conflict: 409 }

/**
 * Answers a decision: for htmx the item's new face (with the next one, the badges and a toast), else a redirect, or the
 * inbox again with what went wrong and the reason as typed.
 */
export async function showDecision(ctx: HttpContext, shown: Shown, outcome: Outcome) {
  if (outcome.kind !== 'decided') ctx.response.status(STATUS[outcome.kind])
  if (isFragment(ctx)) return showFragment(ctx, shown, outcome)
  if (outcome.kind === 'decided') return leadBack(ctx, shown, outcome)
  const viewer = ctx.auth.getUserOrFail()
  const tab = shown.from === 'open' ? 'open' : 'waiting'
  const inbox = await openInbox(viewer, { tab })
  const navigation = await countNavigation(viewer)
  return ctx.view.render('pages/approvals/index', {
    ...inbox,
    navigation,
    filter: outcome.kind === 'invalid' ? { reject: shown.ticketId } : {},
    problem: outcome,
    note: shown.note,
    batch: null,
  })
}

async function showFragment({ auth, view }: HttpContext, shown: Shown, outcome: Outcome) {
  const viewer = auth.getUserOrFail()
  const whose = shown.from === 'open' ? 'open' : 'mine'
  const isDecided = outcome.kind === 'decided'
  const [request] = await loadRequests([shown.ticketId], viewer)
  const follow = isDecided ? await nextRequest(viewer, whose, shown.after) : null
  const counts = {
    waiting: await countRequests(viewer, 'mine'),
    open: viewer.managesAnything ? await countRequests(viewer, 'open') : null,
  }
  const navigation = await countNavigation(viewer)
  const tickets = shown.from === 'dashboard' ? await countTickets(viewer) : null
  return view.render('pages/approvals/update', {
    ...shown,
    outcome,
    request: request ?? null,
    follow,
    counts,
    navigation,
    strips: tickets ? stripsOf(tickets) : [],
    total: tickets?.total,
  })
}

function leadBack(ctx: HttpContext, { from, ticketId }: Shown, outcome: Outcome) {
  const text = outcome.kind === 'decided' ? `${outcome.sentence} ${outcome.next}` : outcome.sentence
  flashToast(ctx, { text, href: `/tickets/${ticketId}` })
  const place = { dashboard: '/', open: '/approvals?tab=open', approvals: '/approvals' }
  return ctx.response.redirect(place[from ?? 'approvals'])
}
