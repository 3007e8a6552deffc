import type { HttpContext } from '@adonisjs/core/http'
import { offerFilters } from '#services/tickets/list/offer_filters'
import { isFragment } from '#services/words/is_fragment'

export default class FiltersController {
  /** The filters of a list with what is chosen; a page of its own without scripts. */
  async show(ctx: HttpContext) {
    const { auth, i18n, request, view } = ctx
    const filters = await offerFilters(request.qs(), auth.getUserOrFail(), i18n)
    return view.render(
      isFragment(ctx) ? 'pages/tickets/filters/panel' : 'pages/tickets/filters/show',
      { filters }
    )
  }
}
