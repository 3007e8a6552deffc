import type { HttpContext } from '@adonisjs/core/http'
import { confirmEmail, findConfirmedEmail } from '#services/accounts/change_email'
import { limitTries } from '#services/accounts/limit_tries'
import { flashToast } from '#services/words/flash_toast'

export default class EmailChangesController {
  async edit({ view, params }: HttpContext) {
    const email = await findConfirmedEmail(params.token)
    return view.render('pages/email_changes/edit', { email, token: params.token })
  }

  async update({ request, response, params, session, i18n }: HttpContext) {
    await limitTries('token', { address: request.ip() })
    await confirmEmail(params.token, request.ip())
    flashToast({ session, i18n }, 'accounts.email.confirmed')
    return response.redirect('/me/profile')
  }
}
