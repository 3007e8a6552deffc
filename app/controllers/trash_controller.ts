import type { HttpContext } from '@adonisjs/core/http'
import { listTrash } from '#services/tickets/list_trash'
import { trashFilter } from '#validators/ticket_moves'

export default class TrashController {
  async index({ auth, request, response, view }: HttpContext) {
    const { q, page = 1 } = await trashFilter.validate(request.qs())
    const trash = await listTrash(auth.getUserOrFail(), { q, page })
    response.header('cache-control', 'no-store')
    return view.render('pages/trash/index', { ...trash, q: q ?? '' })
  }
}
