import type { HttpContext } from '@adonisjs/core/http'
import { showHandover } from '#services/handovers/show_handover'

/** What became of somebody's open work. */
export default class HandoversController {
  async show({ view, params, i18n }: HttpContext) {
    const shown = await showHandover(Number(params.id), i18n.locale)
    return view.render('pages/admin/handovers/show', shown)
  }
}
