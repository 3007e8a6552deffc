import type { HttpContext } from '@adonisjs/core/http'
import { Conflict, NotFound } from '#exceptions/refusals'
import User from '#models/user'
import { actorOf } from '#services/actor_of'
import { deactivatePerson, reactivatePerson } from '#services/people/deactivate_person'
import { openWorkOf } from '#services/people/open_work_of'
import { flashToast } from '#services/words/flash_toast'
import { deactivationValidator } from '#validators/people'

export default class DeactivationController {
  async create(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async store(ctx: HttpContext) {
    const { request, response, params } = ctx
    const form = await request.validateUsing(deactivationValidator)
    try {
      const name = await deactivatePerson(Number(params.id), form, actorOf(ctx))
      flashToast(ctx, 'admin_people.done.deactivated', { name })
      return response.redirect(`/admin/users/${params.id}`)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      response.status(409)
      return this.#page(ctx, error.sentence(ctx.i18n.locale))
    }
  }

  async destroy(ctx: HttpContext) {
    const name = await reactivatePerson(Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'admin_people.done.reactivated', { name })
    return ctx.response.redirect(`/admin/users/${ctx.params.id}`)
  }

  async #page({ view, params }: HttpContext, conflict?: string) {
    const person = await User.asActor(Number(params.id))
    if (!person) throw new NotFound()
    const work = await openWorkOf(person)
    return view.render('pages/admin/users/deactivation/create', { person, work, conflict })
  }
}
