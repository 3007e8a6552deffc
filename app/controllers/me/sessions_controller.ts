import type { HttpContext } from '@adonisjs/core/http'
import { endOtherSessions, endSession, listSessions } from '#services/accounts/sessions'
import { flashToast } from '#services/words/flash_toast'

export default class SessionsController {
  async index({ view, auth }: HttpContext) {
    const sessions = await listSessions(auth.getUserOrFail(), auth.use('web').sessionId)
    return view.render('pages/me/sessions/index', { sessions })
  }

  async destroy({ auth, params, request, response, session, i18n }: HttpContext) {
    const user = auth.getUserOrFail()
    if (params.id) await endSession(user, Number(params.id), request.ip())
    else await endOtherSessions(user, auth.use('web').sessionId, request.ip())
    flashToast({ session, i18n }, params.id ? 'me.sessions.ended' : 'me.sessions.others_ended')
    return response.redirect('/me/sessions')
  }
}
