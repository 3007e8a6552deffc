import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { openDashboard } from '#services/dashboard/open_dashboard'

export default class DashboardController {
  async index({ auth, view, i18n }: HttpContext) {
    const viewer = auth.getUserOrFail()
    const zone = viewer.timeZone ?? env.get('TIME_ZONE')
    const board = await openDashboard(viewer, zone, i18n)
    return view.render('pages/dashboard/index', board)
  }
}
