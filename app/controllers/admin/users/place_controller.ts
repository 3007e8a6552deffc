import type { HttpContext } from '@adonisjs/core/http'
import { Conflict } from '#exceptions/refusals'
import { actorOf } from '#services/actor_of'
import { readFilter } from '#services/lists/read_filter'
import { placePerson, previewPlace, type PlaceForm } from '#services/people/place_person'
import { flashToast } from '#services/words/flash_toast'
import { placeValidator } from '#validators/people'

/** A person's role and department. What a change would mean is shown first; its button makes it. */
export default class PlaceController {
  async edit(ctx: HttpContext) {
    return this.#page(ctx, await readFilter(ctx, placeValidator))
  }

  async update(ctx: HttpContext) {
    const { request, response, params } = ctx
    const form = await request.validateUsing(placeValidator)
    const { role, departmentId, version } = form
    if (version === undefined) {
      return response.redirect(
        `/admin/users/${params.id}/place?role=${role}&departmentId=${departmentId}`
      )
    }
    try {
      const name = await placePerson(Number(params.id), { ...form, version }, actorOf(ctx))
      flashToast(ctx, 'admin_people.done.placed', { name })
      return response.redirect(`/admin/users/${params.id}`)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      response.status(409)
      return this.#page(ctx, form, error.sentence(ctx.i18n.locale))
    }
  }

  async #page({ view, params }: HttpContext, form: Omit<PlaceForm, 'version'>, conflict?: string) {
    const preview = await previewPlace(Number(params.id), form)
    return view.render('pages/admin/users/place/edit', { ...preview, form, conflict })
  }
}
