import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { changePassword } from '#services/accounts/change_password'
import { keepKnownDevice } from '#services/accounts/known_devices'
import { answerForm } from '#services/words/answer_form'
import { ownPasswordValidator } from '#validators/accounts'
import { flashToast } from '#services/words/flash_toast'

export default class PasswordController {
  async edit({ view }: HttpContext) {
    return view.render('pages/me/password/edit', { errors: {} })
  }

  async update(ctx: HttpContext) {
    const { request, response, auth, view } = ctx
    return answerForm(
      ctx,
      async () => {
        const form = await request.validateUsing(ownPasswordValidator)
        const guard = auth.use('web')
        const remembered = guard.isRemembered
        const user = await changePassword(form, actorOf(ctx))
        await guard.login(user, { remembered })
        await keepKnownDevice(ctx, user.id)
        flashToast(ctx, 'me.password.changed')
        return response.redirect('/me/password')
      },
      ({ errors }) => view.render('pages/me/password/edit', { errors })
    )
  }
}
