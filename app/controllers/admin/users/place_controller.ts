import type { HttpContext } from '@adonisjs/core/http'
import { Conflict } from '#exceptions/refusals'
import { actorOf } from '#services/actor_of'
import { readChoices } from '#services/handovers/choice'
import { listManagers } from '#services/handovers/list_candidates'
import { readFilter } from '#services/lists/read_filter'
import { placePerson, previewPlace, type PlaceForm } from '#services/people/place_person'
import { answerForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { placeValidator } from '#validators/people'

type Place = Pick<PlaceForm, 'role' | 'departmentId'>

/** A person's role and department. What a change would mean is shown first; its button makes it. */
export default class PlaceController {
  async edit(ctx: HttpContext) {
    return this.#page(ctx, await readFilter(ctx, placeValidator))
  }

  async update(ctx: HttpContext) {
    const { request, response, params } = ctx
    const form = await request.validateUsing(placeValidator)
    const { role, departmentId, version, seen } = form
    const page = `/admin/users/${params.id}`
    if (version === undefined) {
      return response.redirect(`${page}/place?role=${role}&departmentId=${departmentId}`)
    }
    const work = async () => {
      const asked = { role, departmentId, version, seen, choices: readChoices(form) }
      const placed = await placePerson(Number(params.id), asked, actorOf(ctx))
      flashToast(ctx, 'admin_people.done.placed', { name: placed.name })
      return response.redirect(placed.handoverId ? `/admin/handovers/${placed.handoverId}` : page)
    }
    try {
      return await answerForm(ctx, work, ({ errors }) => this.#page(ctx, form, { errors }))
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      response.status(409)
      return this.#page(ctx, form, { conflict: error.sentence(ctx.i18n.locale) })
    }
  }

  async #page({ view, params }: HttpContext, form: Place, said: object = {}) {
    const preview = await previewPlace(Number(params.id), form)
    const { person, work } = preview
    const managers = work.posts.length > 0 ? await listManagers(person.id) : []
    return view.render('pages/admin/users/place/edit', { ...preview, managers, form, ...said })
  }
}
