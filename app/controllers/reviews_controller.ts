import type { HttpContext } from '@adonisjs/core/http'
import { noteVisit } from '#services/guests/enter_review'
import { asGuest } from '#services/guests/open_visit'
import { showReview } from '#services/guests/show_review'

/** What somebody without an account finds behind a link. */
export default class ReviewsController {
  async show(ctx: HttpContext) {
    return asGuest(ctx, async (visit) => {
      await noteVisit(visit.guest)
      return showReview(ctx, visit)
    })
  }
}
