import type { HttpContext } from '@adonisjs/core/http'
import { renderProof } from '#services/proofing/answer_with_proof'
import { proofQuery } from '#validators/proofing'

/** A deliverable as it is looked at, with what people say about it. */
export default class ProofsController {
  async show(ctx: HttpContext) {
    return renderProof(ctx, await proofQuery.validate(ctx.request.qs()))
  }
}
