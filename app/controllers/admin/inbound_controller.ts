import type { HttpContext } from '@adonisjs/core/http'
import { listInbound } from '#services/inbound/list_inbound'

export default class InboundController {
  async index({ view }: HttpContext) {
    return view.render('pages/admin/inbound/index', await listInbound())
  }
}
