import type { HttpContext } from '@adonisjs/core/http'
import { signIn } from '#services/accounts/sign_in'
import { signInValidator } from '#validators/accounts'

export default class SessionController {
  async create({ view, request }: HttpContext) {
    return view.render('pages/session/create', { form: { back: request.input('back') } })
  }

  async store(ctx: HttpContext) {
    const form = await ctx.request.validateUsing(signInValidator)
    const user = await signIn(form, ctx)
    await ctx.auth.use('web').login(user, { remembered: form.remember })
    return ctx.response.redirect(form.back ?? '/')
  }

  async destroy({ auth, response }: HttpContext) {
    await auth.use('web').logout()
    return response.redirect('/login')
  }
}
