import type { HttpContext } from '@adonisjs/core/http'
import { ReplyTemplatesPages } from '#controllers/reply_templates'

export default class ReplyTemplatesController extends ReplyTemplatesPages {
  protected async shelf({ auth }: HttpContext) {
    const owner = { userId: auth.getUserOrFail().id }
    return { owner, path: '/me/reply-templates', department: null }
  }
}
