import type { HttpContext } from '@adonisjs/core/http'
import { Conflict, NotFound } from '#exceptions/refusals'
import User from '#models/user'
import { actorOf } from '#services/actor_of'
import { readChoices } from '#services/handovers/choice'
import { listManagers } from '#services/handovers/list_candidates'
import { showLeaver } from '#services/handovers/show_leaver'
import { deactivatePerson, reactivatePerson } from '#services/people/deactivate_person'
import { refuseSelf } from '#services/people/with_locked_person'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { deactivationValidator } from '#validators/people'

export default class DeactivationController {
  async create(ctx: HttpContext) {
    return this.#page(ctx)
  }

  async store(ctx: HttpContext) {
    const { request, response, params } = ctx
    const work = async () => {
      const { seen, ...form } = await request.validateUsing(deactivationValidator)
      const asked = { seen, choices: readChoices(form) }
      const left = await deactivatePerson(Number(params.id), asked, actorOf(ctx))
      flashToast(ctx, 'admin_people.done.deactivated', { name: left.name })
      return response.redirect(
        left.handoverId ? `/admin/handovers/${left.handoverId}` : `/admin/users/${params.id}`
      )
    }
    try {
      return await answerForm(ctx, work, (typed) => this.#page(ctx, typed))
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      response.status(409)
      const form = request.only(['work', 'posts'])
      return this.#page(ctx, { form, errors: {} }, error.sentence(ctx.i18n.locale))
    }
  }

  async destroy(ctx: HttpContext) {
    const name = await reactivatePerson(Number(ctx.params.id), actorOf(ctx))
    flashToast(ctx, 'admin_people.done.reactivated', { name })
    return ctx.response.redirect(`/admin/users/${ctx.params.id}`)
  }

  async #page({ auth, view, params }: HttpContext, typed?: TypedForm, conflict?: string) {
    const person = await User.asActor(Number(params.id))
    if (!person) throw new NotFound()
    refuseSelf({ by: auth.getUserOrFail(), person })
    const work = await showLeaver(person, null)
    const managers = work.posts.length > 0 ? await listManagers(person.id) : []
    const page = { person, work, managers, conflict, form: typed?.form, errors: typed?.errors }
    return view.render('pages/admin/users/deactivation/create', page)
  }
}
