import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { departmentOptions } from '#services/accounts/department_choices'
import { pagerOf } from '#services/lists/pager'
import { readFilter } from '#services/lists/read_filter'
import { createPerson } from '#services/people/create_person'
import { editPerson } from '#services/people/edit_person'
import { listPeople, PEOPLE_SIZE, stateOf } from '#services/people/list_people'
import { showPerson } from '#services/people/show_person'
import { answerForm, type TypedForm } from '#services/words/answer_form'
import { flashToast } from '#services/words/flash_toast'
import { newPersonValidator, peopleFilterValidator, editPersonValidator } from '#validators/people'

export default class UsersController {
  async index(ctx: HttpContext) {
    const filter = await readFilter(ctx, peopleFilterValidator)
    const { people, total } = await listPeople(filter)
    const { page = 1, ...query } = filter
    const pager = pagerOf({ path: '/admin/users', query, page, size: PEOPLE_SIZE, total })
    const departments = await departmentOptions()
    return ctx.view.render('pages/admin/users/index', {
      people,
      stateOf,
      filter,
      departments,
      pager,
    })
  }

  async create(ctx: HttpContext) {
    return this.#form(ctx, { form: { role: 'member' }, errors: {} })
  }

  async store(ctx: HttpContext) {
    return answerForm(
      ctx,
      async () => {
        const form = await ctx.request.validateUsing(newPersonValidator)
        const person = await createPerson(form, actorOf(ctx))
        const words = form.password ? 'created' : 'invited'
        flashToast(ctx, `admin_people.done.${words}`, { name: person.fullName })
        return ctx.response.redirect(`/admin/users/${person.id}`)
      },
      (typed) => this.#form(ctx, typed)
    )
  }

  async show(ctx: HttpContext) {
    return personPage(ctx)
  }

  async update(ctx: HttpContext) {
    return answerForm(
      ctx,
      async () => {
        const form = await ctx.request.validateUsing(editPersonValidator)
        const person = await editPerson(Number(ctx.params.id), form, actorOf(ctx))
        flashToast(ctx, 'admin_people.done.saved', { name: person.fullName })
        return ctx.response.redirect(`/admin/users/${person.id}`)
      },
      (typed) => personPage(ctx, typed)
    )
  }

  async #form({ view }: HttpContext, typed: TypedForm) {
    const departments = await departmentOptions()
    return view.render('pages/admin/users/create', { ...typed, departments })
  }
}

/** A person's page as it is now, or with what was typed into its names. */
export async function personPage({ view, params, i18n }: HttpContext, typed?: TypedForm) {
  const shown = await showPerson(Number(params.id), i18n)
  const departments = await departmentOptions()
  const form = typed?.form ?? shown.person.$attributes
  return view.render('pages/admin/users/show', {
    ...shown,
    departments,
    form,
    errors: typed?.errors ?? {},
  })
}
