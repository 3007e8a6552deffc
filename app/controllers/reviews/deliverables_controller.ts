import type { HttpContext } from '@adonisjs/core/http'
import { renderGuestProof } from '#services/guests/answer_with_guest_proof'
import { noteVisit } from '#services/guests/enter_review'
import { asGuest } from '#services/guests/open_visit'
import { proofQuery } from '#validators/proofing'

/** One thing that a guest is asked about, with what he may know of what is said there. */
export default class DeliverablesController {
  async show(ctx: HttpContext) {
    return asGuest(ctx, async (visit) => {
      const question = await proofQuery.validate(ctx.request.qs())
      await noteVisit(visit.guest)
      return renderGuestProof(ctx, visit, question)
    })
  }
}
