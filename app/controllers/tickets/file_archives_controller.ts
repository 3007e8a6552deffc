import type { HttpContext } from '@adonisjs/core/http'
import { limitTries } from '#services/accounts/limit_tries'
import { openFilesZip } from '#services/files/zip/open_files_zip'

/** All files of a ticket at once. Like the file of each it is no export, and leaves nothing in the audit. */
export default class FileArchivesController {
  async show({ auth, i18n, params, request, response }: HttpContext) {
    const viewer = auth.getUserOrFail()
    await limitTries('export', { address: request.ip(), account: String(viewer.id) })
    const { stream, name } = await openFilesZip(Number(params.ticketId), viewer, i18n)
    response.header('content-type', 'application/zip')
    response.header('content-disposition', `attachment; filename="${name}"`)
    response.header('cache-control', 'no-store')
    if (request.method() === 'HEAD') {
      stream.destroy()
      return response.send('')
    }
    response.stream(stream)
  }
}
