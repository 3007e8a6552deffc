import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { askEmailChange, cancelEmailChange } from '#services/accounts/change_email'
import { answerForm } from '#services/words/answer_form'
import { ownEmailValidator } from '#validators/accounts'
import { profilePage } from '#controllers/me/profile_controller'
import { flashToast } from '#services/words/flash_toast'

export default class EmailController {
  async store(ctx: HttpContext) {
    const { request, response, auth } = ctx
    return answerForm(
      ctx,
      async () => {
        const form = await request.validateUsing(ownEmailValidator)
        await askEmailChange(form, actorOf(ctx))
        flashToast(ctx, 'me.email.asked', { email: form.email })
        return response.redirect('/me/profile')
      },
      ({ form, errors }) => {
        const profile = { ...auth.getUserOrFail().$attributes, email: form.email }
        return profilePage(ctx, { form: profile, errors })
      }
    )
  }

  async destroy(ctx: HttpContext) {
    await cancelEmailChange(actorOf(ctx))
    return ctx.response.redirect('/me/profile')
  }
}
