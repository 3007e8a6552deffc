import type { HttpContext } from '@adonisjs/core/http'
import { limitTries } from '#services/accounts/limit_tries'
import { actorOf } from '#services/actor_of'
import clock from '#services/clock'
import { openExport } from '#services/exports/open_export'
import type { ExportSource } from '#services/exports/sources/index'
import { zoneOf } from '#services/words/zone_of'
import { exportFormat } from '#validators/export'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Answers the form of an export with its file: the filters come as the list's own address has them. */
export async function answerExport(
  ctx: HttpContext,
  subject: string,
  load: ExportSource,
  action?: string
): Promise<void> {
  const { auth, i18n, request, response } = ctx
  const viewer = auth.getUserOrFail()
  const given = Object.entries(request.except(['_csrf'])).filter(([, value]) => value !== '')
  const { format = 'csv', ...filters } = Object.fromEntries(given)
  const asked = await exportFormat.validate({ format })
  await limitTries('export', { address: request.ip(), account: String(viewer.id) })
  const zone = zoneOf(viewer)
  const { stream, name } = await openExport(
    {
      ...{ subject, action, format: asked.format, actor: actorOf(ctx) },
      reader: { viewer, zone, i18n },
      sessionId: auth.use('web').sessionId ?? null,
    },
    (reader) => load(filters, reader)
  )
  const day = clock.now().setZone(zone).toISODate()
  response.header('content-type', TYPES[asked.format])
  response.header('content-disposition', `attachment; filename="${name}-${day}.${asked.format}"`)
  response.header('cache-control', 'no-store')
  response.stream(stream)
}
