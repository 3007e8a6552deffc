import type { HttpContext } from '@adonisjs/core/http'
import { sampleTables } from '#services/charts/sample_tables'
import { figureWords } from '#services/reports/figure_words'

/** Every component in every state, for whoever builds pages; not in production. */
export default class KitController {
  async index({ view, request, i18n }: HttpContext) {
    const theme = request.input('theme')
    return view.render('pages/kit', {
      query: request.qs(),
      charts: sampleTables(),
      words: figureWords(i18n),
      ...(theme ? { theme } : {}),
    })
  }
}
