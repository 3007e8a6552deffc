import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { filesOf } from '#services/comments/files_of'
import { changeTicket } from '#services/tickets/answer_with_ticket'
import { findTicket } from '#services/tickets/find_ticket'
import { followUp } from '#services/tickets/follow_up'
import { followUpValidator } from '#validators/ticket_support'

export default class FollowUpsController {
  /** Makes a new ticket of what was written about a closed one. */
  async store(ctx: HttpContext) {
    const { auth, i18n, request, staged } = ctx
    const by = auth.getUserOrFail()
    return changeTicket(ctx, 'follow_up', async (from) => {
      await findTicket(from, by)
      const { body = '', files } = await request.validateUsing(followUpValidator)
      const form = { body, fileIds: filesOf(files, staged) }
      const { id } = await followUp(from, form, actorOf(ctx))
      const text = i18n.t('ticket.followed_up', { id, from })
      return { toast: { text }, leadsTo: `/tickets/${id}` }
    })
  }
}
