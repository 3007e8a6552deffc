import type { HttpContext } from '@adonisjs/core/http'
import { createFirstAdmin, findSetup } from '#services/accounts/create_first_admin'
import { departmentOptions } from '#services/accounts/department_choices'
import { keepKnownDevice } from '#services/accounts/known_devices'
import { limitTries } from '#services/accounts/limit_tries'
import { startDemo } from '#services/accounts/start_demo'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { setupValidator } from '#validators/accounts'
import { flashToast } from '#services/words/flash_toast'

export default class SetupController {
  async create(ctx: HttpContext) {
    return this.#page(ctx, { form: {}, errors: {} })
  }

  async store(ctx: HttpContext) {
    const { request, response, auth, i18n } = ctx
    await limitTries('token', { address: request.ip() })
    return answerForm(
      ctx,
      async () => {
        await findSetup(request.input('token'))
        const { demo, ...form } = await request.validateUsing(setupValidator)
        const admin = await createFirstAdmin(request.input('token'), form, request.ip())
        await auth.use('web').login(admin)
        await keepKnownDevice(ctx, admin.id)
        if (demo) startDemo()
        const words = demo ? 'done_with_demo' : 'done'
        flashToast(ctx, { text: i18n.t(`accounts.setup.${words}`), stay: true })
        return response.redirect('/admin')
      },
      (typed) => this.#page(ctx, typed)
    )
  }

  async #page({ view, request }: HttpContext, typed: TypedForm) {
    const token = request.input('token')
    const missing = await findSetup(token)
    const departments = await departmentOptions()
    return view.render('pages/setup/create', { ...typed, token, missing, departments })
  }
}
