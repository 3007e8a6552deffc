import type { HttpContext } from '@adonisjs/core/http'
import { showOrSayGone } from '#services/proofing/render_proof'
import { proofQuery } from '#validators/proofing'

/** A deliverable as it is looked at, with what people say about it. */
export default class ProofsController {
  async show(ctx: HttpContext) {
    return showOrSayGone(ctx, await proofQuery.validate(ctx.request.qs()))
  }
}
