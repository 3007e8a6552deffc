import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { changeTicket, orSayWhyNot } from '#services/tickets/answer_with_ticket'
import { listAddablePeople } from '#services/tickets/list_addable_people'
import { unwatchTicket, watchTicket } from '#services/tickets/watch_ticket'
import { maybePersonValidator } from '#validators/ticket_moves'

export default class WatchController {
  /** The page that adds a watcher or a collaborator. */
  async create(ctx: HttpContext) {
    const { auth, params, response, view } = ctx
    return orSayWhyNot(ctx, async () => {
      const people = await listAddablePeople(Number(params.ticketId), auth.getUserOrFail())
      response.header('cache-control', 'no-store')
      return view.render('pages/tickets/watch/create', people)
    })
  }

  /** Lets the viewer follow a ticket, or the person named in `user_id`. */
  async store(ctx: HttpContext) {
    const { auth, i18n, request } = ctx
    const by = auth.getUserOrFail()
    return changeTicket(ctx, 'watch', async (id) => {
      const { user_id: userId = by.id } = await request.validateUsing(maybePersonValidator)
      const watcher = await watchTicket(id, userId, actorOf(ctx))
      const key = watcher.id === by.id ? 'ticket.watching' : 'ticket.people.watcher_added'
      return { toast: { text: i18n.t(key, { id, name: watcher.fullName }) } }
    })
  }

  async destroy(ctx: HttpContext) {
    const { auth, i18n, request } = ctx
    const by = auth.getUserOrFail()
    return changeTicket(ctx, 'watch', async (id) => {
      const { user_id: userId = by.id } = await request.validateUsing(maybePersonValidator)
      const watcher = await unwatchTicket(id, userId, actorOf(ctx))
      const key = watcher.id === by.id ? 'ticket.unwatching' : 'ticket.people.watcher_removed'
      return { toast: { text: i18n.t(key, { id, name: watcher.fullName }) } }
    })
  }
}
