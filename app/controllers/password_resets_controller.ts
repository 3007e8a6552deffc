import type { HttpContext } from '@adonisjs/core/http'
import { askReset } from '#services/accounts/ask_reset'
import { limitTries } from '#services/accounts/limit_tries'
import { findResetting, resetPassword } from '#services/accounts/reset_password'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { forgottenValidator, newPasswordValidator } from '#validators/accounts'
import { flashToast } from '#services/words/flash_toast'

export default class PasswordResetsController {
  async create({ view }: HttpContext) {
    return view.render('pages/password_resets/create', { form: {}, errors: {} })
  }

  async store(ctx: HttpContext) {
    const { request, response, view } = ctx
    return answerForm(
      ctx,
      async () => {
        const { name } = await request.validateUsing(forgottenValidator)
        await limitTries('forgotten', { address: request.ip(), account: name })
        await askReset(name, request.ip())
        return response.redirect('/password/sent')
      },
      (typed) => view.render('pages/password_resets/create', { ...typed })
    )
  }

  async show({ view }: HttpContext) {
    return view.render('pages/password_resets/show')
  }

  async edit(ctx: HttpContext) {
    return this.#page(ctx, { form: {}, errors: {} })
  }

  async update(ctx: HttpContext) {
    const { request, response, params, i18n } = ctx
    await limitTries('token', { address: request.ip() })
    return answerForm(
      ctx,
      async () => {
        const { password } = await request.validateUsing(newPasswordValidator)
        const user = await resetPassword(params.token, password, request.ip())
        const words = user.adminLockedAt ? 'still_locked' : 'changed'
        flashToast(ctx, { text: i18n.t(`accounts.reset.${words}`), stay: true })
        return response.redirect('/login')
      },
      (typed) => this.#page(ctx, typed)
    )
  }

  async #page({ view, params }: HttpContext, { errors }: TypedForm) {
    const person = await findResetting(params.token)
    return view.render('pages/password_resets/edit', { person, errors, token: params.token })
  }
}
