import type { HttpContext } from '@adonisjs/core/http'
import { surveyDesk } from '#services/settings/survey_desk'

export default class OverviewController {
  async index({ view }: HttpContext) {
    return view.render('pages/admin/overview/index', await surveyDesk())
  }
}
