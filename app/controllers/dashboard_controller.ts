import type { HttpContext } from '@adonisjs/core/http'
import { lookAfter } from '#services/approvals/show_inbox'
import { openDashboard } from '#services/dashboard/open_dashboard'
import { forget } from '#services/dashboard/remember'
import { isFragment } from '#services/words/is_fragment'
import { zoneOf } from '#services/words/zone_of'

export default class DashboardController {
  async index(ctx: HttpContext) {
    const { auth, view, i18n } = ctx
    const viewer = auth.getUserOrFail()
    const zone = zoneOf(viewer)
    // An open page asks because something changed: what was counted before would be wrong.
    if (isFragment(ctx)) forget(viewer.id)
    const board = await openDashboard(viewer, zone, i18n)
    if (!isFragment(ctx)) return view.render('pages/dashboard/index', { ...board, verdicts: [] })
    const { still, verdicts } = await lookAfter(ctx, board.waiting?.requests ?? [])
    board.waiting?.requests.push(...still)
    return view.render('pages/dashboard/board', { ...board, verdicts })
  }
}
