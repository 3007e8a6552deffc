import type { HttpContext } from '@adonisjs/core/http'
import type { Request } from '#services/approvals/describe_request'
import { loadRequests } from '#services/approvals/load_requests'
import type { openInbox } from '#services/approvals/open_inbox'
import { tellVerdicts } from '#services/approvals/tell_verdicts'
import { liveRows } from '#validators/live_rows'

/** Answers an open inbox that asks again: what waits now, and what became of the rest that stands on the page. */
export async function showInbox(ctx: HttpContext, inbox: Awaited<ReturnType<typeof openInbox>>) {
  const { still, verdicts } = await lookAfter(ctx, inbox.requests, inbox.tab === 'open')
  const requests = [...inbox.requests, ...still]
  return ctx.view.render('pages/approvals/live', { ...inbox, requests, verdicts })
}

/**
 * What became of the requests that stand on the asking page and are not among those that wait first.
 * @param first what waits first
 * @param anybodys the page shows what waits for anybody, not for its viewer alone
 * @returns those that `still` wait further back, and the verdicts on the others
 */
export async function lookAfter(
  { auth, i18n, request }: HttpContext,
  first: Request[],
  anybodys = false
) {
  const { shown = [] } = await liveRows.validate(request.qs())
  const viewer = auth.getUserOrFail()
  const known = new Set(first.map(({ id }) => id))
  const others = shown.filter((id) => !known.has(id))
  const found = await loadRequests(others, viewer)
  const still = found.filter((one) => one.seen && (anybodys || one.mayDecide))
  const waits = new Set(still.map(({ id }) => id))
  const gone = others.filter((id) => !waits.has(id))
  return { still, verdicts: await tellVerdicts(gone, viewer, i18n) }
}
