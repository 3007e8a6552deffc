import type { HttpContext } from '@adonisjs/core/http'
import { pagerOf } from '#services/lists/pager'
import { readFilter } from '#services/lists/read_filter'
import { listPeople, PEOPLE_SIZE, stateOf } from '#services/people/list_people'
import { departmentsToLookAfter } from '#services/templates/template_owner'
import { peopleFilterValidator } from '#validators/people'

/** The people of the departments one manages, to look at; only admins change people. */
export default class PeopleController {
  async index(ctx: HttpContext) {
    const user = ctx.auth.getUserOrFail()
    if (user.isAdmin) return ctx.response.redirect('/admin/users')
    const { q, page = 1 } = await readFilter(ctx, peopleFilterValidator)
    const { people, total } = await listPeople({ q, page, within: user.manages })
    const pager = pagerOf({ path: '/people', query: { q }, page, size: PEOPLE_SIZE, total })
    return ctx.view.render('pages/people/index', {
      people,
      stateOf,
      filter: { q },
      pager,
      departments: await departmentsToLookAfter(user),
    })
  }
}
