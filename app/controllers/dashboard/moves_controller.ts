import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { actorOf } from '#services/actor_of'
import { countTickets } from '#services/dashboard/count_tickets'
import { statusOf, stripsOf } from '#services/dashboard/describe_counts'
import { listAsked, listWork } from '#services/dashboard/list_mine'
import { countNavigation } from '#services/notifications/count_navigation'
import { transitionTicket } from '#services/tickets/transition_ticket'
import { isFragment } from '#services/words/is_fragment'
import { moveForm } from '#validators/dashboard'
import { flashToast } from '#services/words/flash_toast'

export default class MovesController {
  /** Makes the next move of a ticket from the dashboard; its two cards come back as they are now. */
  async store(ctx: HttpContext) {
    const { auth, request, response, params, view } = ctx
    const by = auth.getUserOrFail()
    const { name } = await request.validateUsing(moveForm)
    const toast = await move(ctx, Number(params.ticketId), name)
    if (!isFragment(ctx)) {
      flashToast(ctx, toast)
      return response.redirect('/', false, 302)
    }
    const work = await listWork(by)
    const asked = await listAsked(by)
    const navigation = await countNavigation(by)
    const counts = await countTickets(by)
    const board = { work, asked, strips: stripsOf(counts), total: counts.total, statusOf }
    return view.render('pages/dashboard/moved', { ...board, navigation, toast })
  }
}

/** The toast that says what happened, or why nothing did (with its status). */
async function move(ctx: HttpContext, id: number, name: string) {
  const { response, i18n } = ctx
  const href = `/tickets/${id}`
  try {
    const ticket = await transitionTicket(id, name, {}, actorOf(ctx))
    const key = `workflow.${ticket.workflow}.transition.${name}.done`
    return { text: i18n.t(key, { id: String(id) }), href }
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error
    response.status(error.status)
    return { text: error.sentence(i18n.locale), tone: 'stop', href }
  }
}
