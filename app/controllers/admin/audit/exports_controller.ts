import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { exportAudit } from '#services/audit/export_audit'
import clock from '#services/clock'
import { zoneOf } from '#services/words/zone_of'
import { auditExportValidator } from '#validators/audit'

export default class ExportsController {
  async store(ctx: HttpContext) {
    const { auth, i18n, request, response } = ctx
    const filter = await request.validateUsing(auditExportValidator)
    const zone = zoneOf(auth.getUserOrFail())
    const csv = await exportAudit(filter, actorOf(ctx), { zone, i18n })
    const day = clock.now().setZone(zone).toISODate()
    response.header('content-type', 'text/csv; charset=utf-8')
    response.header('content-disposition', `attachment; filename="audit-${day}.csv"`)
    return response.stream(csv)
  }
}
