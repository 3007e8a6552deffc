import type { HttpContext } from '@adonisjs/core/http'
import { describeStaged } from '#services/files/describe_staged'
import { discardStaged } from '#services/files/discard_staged'
import { findStaged } from '#services/files/find_attachment'
import { serveFile } from '#services/files/serve_file'

/** Files on their way: uploaded, seen by their uploader alone, until a ticket or comment takes them. */
export default class UploadsController {
  async store({ response, staged }: HttpContext) {
    const { files, problems } = staged!
    const status = files.length > 0 ? 201 : 422
    return response.status(status).json({
      id: files[0]?.id,
      files: files.map(describeStaged),
      error: problems[0],
      problems,
    })
  }

  async show(ctx: HttpContext) {
    return serveFile(ctx, await findStaged(ctx.params.id, ctx.auth.getUserOrFail()))
  }

  async destroy({ auth, params, response }: HttpContext) {
    await discardStaged(params.id, auth.getUserOrFail())
    return response.status(204).send('')
  }
}
