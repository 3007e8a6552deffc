import type { HttpContext } from '@adonisjs/core/http'
import { endViewing } from '#services/viewing/end_viewings'
import { flashToast } from '#services/words/flash_toast'

/** The view of the desk as another person. */
export default class ViewingController {
  /** Ends it; also where it has just ended by itself. */
  async destroy(ctx: HttpContext) {
    const { auth, request, response } = ctx
    const { sessionId, viewing } = auth.use('web')
    if (!viewing) return response.redirect('/')
    const person = auth.getUserOrFail()
    await endViewing((sessions) => sessions.where('id', sessionId!), 'stopped', request.ip())
    flashToast(ctx, 'viewing.ended', { name: person.fullName })
    return response.redirect(`/admin/users/${person.id}`)
  }
}
