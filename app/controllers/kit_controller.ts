import type { HttpContext } from '@adonisjs/core/http'

/** Every component in every state, for whoever builds pages; not in production. */
export default class KitController {
  async index({ view, request }: HttpContext) {
    const theme = request.input('theme')
    return view.render('pages/kit', { query: request.qs(), ...(theme ? { theme } : {}) })
  }
}
