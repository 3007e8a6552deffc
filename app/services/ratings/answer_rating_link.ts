import type { HttpContext } from '@adonisjs/core/http'
import { limitTries } from '#services/accounts/limit_tries'
import { offeredScores } from '#services/ratings/describe_rating'
import { LONGEST_RATING, openUntil } from '#services/ratings/rating_rules'
import { readRatingLink, type RatingLink } from '#services/ratings/read_rating_link'
import type { TypedForm } from '#services/words/answer_form'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'

/** Statuses of a link's page: reading it, and pressing its button in vain. */
const STATUS = {
  open: { read: 200, pressed: 409 },
  used: { read: 200, pressed: 409 },
  again: { read: 409, pressed: 409 },
  expired: { read: 410, pressed: 410 },
  ended: { read: 410, pressed: 410 },
}

/**
 * Reads the link of a request. Wrong ones count against the address that tries them.
 * @returns null for a token the desk does not know
 */
export async function openRatingLink({ params, request }: HttpContext): Promise<RatingLink | null> {
  const link = await readRatingLink(String(params.token))
  if (!link) await limitTries('rating_link', { address: request.ip() })
  return link
}

/** Answers with the page of a link: the question, or what became of it, which says nothing of the ticket. */
export async function answerRatingLink(
  ctx: HttpContext,
  link: RatingLink | null,
  how: { isPressed?: boolean; typed?: TypedForm } = {}
): Promise<string> {
  const { response, view, params, i18n, request } = ctx
  if (!link) {
    response.status(404)
    return view.render('pages/ratings/dead', { fate: 'unknown', id: null })
  }
  if (!how.typed) response.status(STATUS[link.state][how.isPressed ? 'pressed' : 'read'])
  const { state, ticket, person, row } = link
  if (!ticket) {
    const id = state === 'ended' ? null : String(row.ticket_id)
    return view.render('pages/ratings/dead', { fate: state, id })
  }
  const times = timeWords(zoneOf(person), i18n)
  view.share({ times })
  return view.render('pages/ratings/show', {
    token: params.token,
    ticket,
    person,
    until: openUntil(row),
    scores: offeredScores({ i18n }),
    most: LONGEST_RATING,
    form: { score: chosen(request.qs().score) },
    errors: {},
    ...how.typed,
  })
}

/** A mail's link names a score: it stands chosen on the page, and counts when it is sent. */
function chosen(score: unknown): string | null {
  return typeof score === 'string' && /^[1-5]$/.test(score) ? score : null
}
