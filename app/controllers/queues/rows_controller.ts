import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { forget } from '#services/dashboard/remember'
import { countNavigation } from '#services/notifications/count_navigation'
import { readQueueQuestion } from '#services/queue/list_queue'
import { findQueue } from '#services/queue/queues_of'
import { refreshQueue } from '#services/queue/refresh_queue'
import { viewing } from '#services/tickets/form_request'
import { moveFromRow } from '#services/tickets/list/move_from_row'
import { flashToast } from '#services/words/flash_toast'
import { isFragment } from '#services/words/is_fragment'
import { queueMoveValidator } from '#validators/queue'

export default class RowsController {
  /** The rows of an open queue that changed; who asks without htmx gets the queue. */
  async index(ctx: HttpContext) {
    const { viewer, i18n, times } = viewing(ctx)
    const departmentId = Number(ctx.params.departmentId)
    const rows = await refreshQueue(ctx.request.qs(), departmentId, viewer, { i18n, times })
    if (!isFragment(ctx)) return ctx.response.redirect(rows.address)
    return ctx.view.render('pages/queues/rows/index', rows)
  }

  /** Makes a move from a row of the queue; the row and the tabs come back as they are now. */
  async update(ctx: HttpContext) {
    const { params, request, response, view } = ctx
    const { viewer, actor, i18n, times } = viewing(ctx)
    const { back = `/queue/${params.departmentId}` } =
      await request.validateUsing(queueMoveValidator)
    const ticketId = Number(params.ticketId)
    const departmentId = Number(params.departmentId)
    const shown = Object.fromEntries(new URL(back, 'http://desk').searchParams)
    // What cannot be answered is refused before anything is changed.
    const { queue } = await findQueue(viewer, departmentId)
    await readQueueQuestion(shown, queue, viewer)
    const move = moveFromRow(ticketId, { name: params.name }, actor, i18n)
    const toast = await move.catch((error) => {
      if (!(error instanceof Refusal) || error.status === 404) throw error
      response.status(error.status)
      return { text: error.sentence(i18n.locale), tone: 'stop', href: `/tickets/${ticketId}` }
    })
    forget(viewer.id)
    if (!isFragment(ctx)) {
      flashToast(ctx, toast)
      return response.status(303).redirect(back)
    }
    const query = { ...shown, shown: String(ticketId), changed: String(ticketId) }
    const rows = await refreshQueue(query, departmentId, viewer, { i18n, times })
    const counts = await countNavigation(viewer)
    return view.render('pages/queues/rows/update', { ...rows, counts, toast })
  }
}
