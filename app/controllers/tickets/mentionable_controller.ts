import type { HttpContext } from '@adonisjs/core/http'
import { suggestMentions } from '#services/comments/suggest_mentions'
import { isFragment } from '#services/words/is_fragment'
import { mentionQuery } from '#validators/ticket_moves'

export default class MentionableController {
  /** Suggestions for a name that is being typed after "@"; who asks without htmx gets the ticket. */
  async index(ctx: HttpContext) {
    const { auth, params, request, response, view } = ctx
    const ticketId = Number(params.ticketId)
    const { q = '', notes = false } = await mentionQuery.validate(request.qs())
    const asked = { typed: q, forNote: notes }
    const people = await suggestMentions(ticketId, auth.getUserOrFail(), asked)
    if (!isFragment(ctx)) return response.redirect(`/tickets/${ticketId}`)
    return view.render('pages/tickets/mentionable/index', { people })
  }
}
