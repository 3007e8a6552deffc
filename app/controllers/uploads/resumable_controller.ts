import type { HttpContext } from '@adonisjs/core/http'
import { listStaged } from '#services/comments/list_staged'
import { stepOut } from '#middleware/overload_middleware'
import { beginUpload } from '#services/files/resumable/begin_upload'
import { findUpload, listUnfinished } from '#services/files/resumable/find_upload'
import { cancelUpload } from '#services/files/resumable/finish_upload'
import { readBeginning, readOffset } from '#services/files/resumable/read_tus_headers'
import { receivePart } from '#services/files/resumable/receive_part'

/** Big files that come in parts and go on where they stopped (tus 1.0); whole ones are asked for at `/file`. */
export default class ResumableController {
  /** With a token of this session, for a page whose own session ended while its files were on their way. */
  async index({ auth, request, response }: HttpContext) {
    const viewer = auth.getUserOrFail()
    const ids = String(request.qs().files ?? '')
      .split(',')
      .slice(0, 100)
      .map(Number)
    const [uploads, files] = [await listUnfinished(viewer), await listStaged(ids, viewer)]
    return response.json({ uploads, files, token: request.csrfToken })
  }

  async store({ auth, request, response }: HttpContext) {
    const { id, expiresAt } = await beginUpload(readBeginning(request), auth.getUserOrFail())
    response.header('location', `/uploads/resumable/${id}`)
    response.header('upload-offset', '0').header('upload-expires', expiresAt.toUTCString())
    return response.status(201).send('')
  }

  async show({ auth, params, response }: HttpContext) {
    const { upload, offset } = await findUpload(params.id, auth.getUserOrFail())
    response.header('upload-offset', String(offset)).header('upload-length', String(upload.bytes))
    response.header('upload-expires', upload.expiresAt.toUTCString())
    return response.status(200).send('')
  }

  async update(ctx: HttpContext) {
    const { auth, params, request, response } = ctx
    const offset = readOffset(request)
    const { upload } = await findUpload(params.id, auth.getUserOrFail())
    // The place is given back while the client sends; what is left to do afterwards is next to nothing.
    stepOut(ctx)
    const arrived = await receivePart(upload, offset, request.request)
    if (arrived === null) return response.status(408).header('connection', 'close').send('')
    response.header('upload-offset', String(arrived))
    response.header('upload-expires', upload.expiresAt.toUTCString())
    return response.status(204).send('')
  }

  async destroy({ auth, params, response }: HttpContext) {
    await cancelUpload(params.id, auth.getUserOrFail())
    return response.status(204).send('')
  }
}
