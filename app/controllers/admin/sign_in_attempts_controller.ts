import type { HttpContext } from '@adonisjs/core/http'
import { RESULTS } from '#services/accounts/sign_in'
import { pagerOf } from '#services/lists/pager'
import { readFilter } from '#services/lists/read_filter'
import { ATTEMPTS_SIZE, listAttempts } from '#services/people/list_attempts'
import { attemptFilterValidator } from '#validators/people'

export default class SignInAttemptsController {
  async index(ctx: HttpContext) {
    const filter = await readFilter(ctx, attemptFilterValidator)
    const { rows, total } = await listAttempts(filter)
    const { page = 1, ...query } = filter
    const path = '/admin/sign-in-attempts'
    const pager = pagerOf({ path, query, page, size: ATTEMPTS_SIZE, total })
    const results = RESULTS.map((result) => ({
      value: result,
      label: ctx.i18n.t(`admin_people.results.${result}`),
    }))
    return ctx.view.render('pages/admin/sign_in_attempts/index', { rows, filter, results, pager })
  }
}
