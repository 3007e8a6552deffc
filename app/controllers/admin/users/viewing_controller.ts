import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { startViewing } from '#services/viewing/start_viewing'
import { viewingForm } from '#validators/viewing'

/** Shows an admin the desk as a person sees it. */
export default class ViewingController {
  async store(ctx: HttpContext) {
    const { auth, params, request, response } = ctx
    const { reason = '' } = await request.validateUsing(viewingForm)
    const sessionId = auth.use('web').sessionId!
    await startViewing(Number(params.id), { sessionId, reason }, actorOf(ctx))
    return response.redirect('/')
  }
}
