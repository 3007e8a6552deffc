import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { filesOf } from '#services/comments/files_of'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { followUp, goesOnIn } from '#services/tickets/follow_up'
import { followUpValidator } from '#validators/ticket_support'

export default class FollowUpsController {
  /** Makes a new ticket of what was written about a closed one; of a merged one it is said where that goes on. */
  async store(ctx: HttpContext) {
    const { auth, i18n, request, staged } = ctx
    const by = auth.getUserOrFail()
    return changeTicket(ctx, 'follow_up', async (from) => {
      const closed = await findTicket(from, by)
      const { body = '', files } = await request.validateUsing(followUpValidator)
      const form = { body, fileIds: filesOf(files, staged) }
      const { id } = await followUp(from, form, actorOf(ctx))
      const isNew = !(await goesOnIn(closed, by))
      const text = i18n.t(isNew ? 'ticket.followed_up' : 'ticket.goes_on', { id, from })
      return { toast: { text }, leadsTo: `/tickets/${id}` }
    })
  }
}
