import type { HttpContext } from '@adonisjs/core/http'
import { ReplyTemplatesPages } from '#controllers/reply_templates'
import { departmentToLookAfter } from '#services/templates/template_owner'

/** The replies that everybody who works for a department may insert; its managers and admins look after them. */
export default class ReplyTemplatesController extends ReplyTemplatesPages {
  protected async shelf({ auth, params }: HttpContext) {
    const id = Number(params.departmentId)
    const department = await departmentToLookAfter(id, auth.getUserOrFail())
    const path = `/departments/${department.id}/reply-templates`
    return { owner: { departmentId: department.id }, path, department }
  }
}
