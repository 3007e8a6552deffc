import type { HttpContext } from '@adonisjs/core/http'
import { describeStaged } from '#services/files/describe_staged'
import { limitUploads } from '#services/files/limit_uploads'
import { finishUpload } from '#services/files/resumable/finish_upload'

/** An upload that came in parts becomes a file, with the same answer as one that came at once. */
export default class FinishedController {
  async store({ auth, params, response }: HttpContext) {
    const user = auth.getUserOrFail()
    await limitUploads(user)
    const file = await finishUpload(params.id, user)
    return response.status(201).json({ id: file.id, files: [describeStaged(file)], problems: [] })
  }
}
