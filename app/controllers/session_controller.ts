import type { HttpContext } from '@adonisjs/core/http'
import { deviceTokenOf, keepKnownDevice } from '#services/accounts/known_devices'
import { safeBack } from '#services/accounts/safe_back'
import { signIn } from '#services/accounts/sign_in'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { signInValidator } from '#validators/accounts'

export default class SessionController {
  async create(ctx: HttpContext) {
    return this.#page(ctx, { form: { back: safeBack(ctx.request.input('back'), '') }, errors: {} })
  }

  async store(ctx: HttpContext) {
    const { request, response, auth, session } = ctx
    return answerForm(
      ctx,
      async () => {
        const form = await request.validateUsing(signInValidator)
        const visit = {
          address: request.ip(),
          agent: request.header('user-agent') ?? '',
          device: deviceTokenOf(ctx),
        }
        const user = await signIn(form, visit)
        session.regenerate()
        await auth.use('web').login(user, { remembered: form.remember !== undefined })
        await keepKnownDevice(ctx, user.id)
        return response.redirect(safeBack(request.input('back')))
      },
      (typed) => this.#page(ctx, typed)
    )
  }

  async destroy({ auth, response }: HttpContext) {
    await auth.use('web').logout()
    return response.redirect('/login')
  }

  #page({ view }: HttpContext, { form, errors }: TypedForm) {
    const back = safeBack(form.back, '')
    return view.render('pages/session/create', { form: { ...form, back }, errors })
  }
}
