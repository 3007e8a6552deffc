import type { HttpContext } from '@adonisjs/core/http'
import { keepLook } from '#services/accounts/keep_look'
import { listSettingsValidator } from '#validators/ticket_list'

export default class ListSettingsController {
  /** Remembers how a person wants his list: table or cards, and how many a page. */
  async update({ auth, request, response }: HttpContext) {
    const { view, size, back } = await request.validateUsing(listSettingsValidator)
    const viewer = auth.getUserOrFail()
    const look = { listView: view ?? viewer.listView, pageSize: size ?? viewer.pageSize }
    await keepLook(viewer, look)
    return response.status(303).redirect(back ?? '/tickets')
  }
}
