import type { HttpContext } from '@adonisjs/core/http'
import { departmentOptions } from '#services/accounts/department_choices'
import { limitTries } from '#services/accounts/limit_tries'
import { registerUser } from '#services/accounts/register_user'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { registrationValidator } from '#validators/accounts'

export default class RegistrationsController {
  async create(ctx: HttpContext) {
    return this.#page(ctx, { form: {}, errors: {} })
  }

  async store(ctx: HttpContext) {
    const { request, response } = ctx
    await limitTries('register', { address: request.ip() })
    return answerForm(
      ctx,
      async () => {
        await registerUser(await request.validateUsing(registrationValidator), request.ip())
        return response.redirect('/register/waiting')
      },
      (typed) => this.#page(ctx, typed)
    )
  }

  async show({ view }: HttpContext) {
    return view.render('pages/registrations/show')
  }

  async #page({ view }: HttpContext, typed: TypedForm) {
    const departments = await departmentOptions()
    return view.render('pages/registrations/create', { ...typed, departments })
  }
}
