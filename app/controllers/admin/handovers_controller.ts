import type { HttpContext } from '@adonisjs/core/http'
import { showHandover } from '#services/handovers/show_handover'
import { isFragment } from '#services/words/is_fragment'

/** What became of somebody's open work. */
export default class HandoversController {
  async show(ctx: HttpContext) {
    const shown = await showHandover(Number(ctx.params.id), ctx.i18n.locale)
    const page = isFragment(ctx) ? 'region' : 'show'
    return ctx.view.render(`pages/admin/handovers/${page}`, shown)
  }
}
