import type { HttpContext } from '@adonisjs/core/http'
import { stepOut } from '#middleware/overload_middleware'
import { limitUploads } from '#services/files/limit_uploads'
import { keepPoster } from '#services/files/keep_poster'
import { readPoster } from '#services/files/read_poster'

/** The frame of a film that the browser drew. */
export default class PostersController {
  async store(ctx: HttpContext) {
    const { auth, params, request, response } = ctx
    const user = auth.getUserOrFail()
    await limitUploads(user)
    const comeBack = stepOut(ctx)
    const picture = await readPoster(request.request)
    await comeBack()
    await keepPoster(Number(params.id), picture, user)
    return response.status(201).json({ thumbnail: `/uploads/${params.id}/thumbnail` })
  }
}
