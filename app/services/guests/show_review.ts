import type { HttpContext } from '@adonisjs/core/http'
import type { GuestVisit } from '#services/guests/open_visit'
import { openReviewPage } from '#services/guests/open_review_page'
import type { TypedForm } from '#services/words/answer_form'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'

/** The page of a link for one guest: what he may open, and his talk with the desk. */
export async function showReview(
  { i18n, params, view }: HttpContext,
  visit: GuestVisit,
  typed: TypedForm = { form: {}, errors: {} }
) {
  const words = { i18n, times: timeWords(zoneOf(null), i18n) }
  const page = await openReviewPage(visit, `/review/${params.token}`, words)
  return view.render('pages/reviews/show', { page, ...typed })
}
