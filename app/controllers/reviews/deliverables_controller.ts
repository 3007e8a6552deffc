import type { HttpContext } from '@adonisjs/core/http'
import { noteVisit } from '#services/guests/enter_review'
import { asGuest } from '#services/guests/open_visit'
import { showProof } from '#services/guests/show_proof'

/** One thing that a guest is asked about. */
export default class DeliverablesController {
  async show(ctx: HttpContext) {
    return asGuest(ctx, async (visit) => {
      await noteVisit(visit.guest)
      return showProof(ctx, visit)
    })
  }
}
