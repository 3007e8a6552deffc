import type { HttpContext } from '@adonisjs/core/http'
import { exportAudit } from '#services/audit/export_audit'
import { answerExport } from '#services/exports/answer_export'

export default class ExportsController {
  async store(ctx: HttpContext) {
    return answerExport(ctx, 'audit', exportAudit, 'audit_exported')
  }
}
