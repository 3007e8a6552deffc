import { basename } from 'node:path'
import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#services/actor_of'
import { openBackup } from '#services/backup/open_backup'

export default class DownloadsController {
  async store(ctx: HttpContext) {
    const { path, bytes, stream } = await openBackup(Number(ctx.params.id), actorOf(ctx))
    const { response } = ctx
    response.header('content-type', 'application/octet-stream')
    response.header('content-length', bytes)
    response.header('content-disposition', `attachment; filename="${basename(path)}"`)
    response.header('cache-control', 'no-store')
    response.stream(stream)
  }
}
