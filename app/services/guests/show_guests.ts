import type { HttpContext } from '@adonisjs/core/http'
import { describeGuestsPage } from '#services/guests/describe_guests_page'
import { MOST_DAYS, USUAL_DAYS } from '#services/guests/limits'
import { loadGuestsPage } from '#services/guests/load_guests_page'
import { shareNavigation } from '#services/notifications/share_navigation'
import type { TypedForm } from '#services/words/answer_form'
import { timeWords } from '#services/words/time_words'
import { zoneOf } from '#services/words/zone_of'

export interface GuestsAnswer {
  /** The address of a link that was just made. */
  address?: string
  typed?: TypedForm
  /** The guest whose answer was typed; without one it was the form for a link. */
  guestId?: number
  problem?: string
}

/** The page of a ticket's guests for who may invite. */
export async function showGuests(ctx: HttpContext, answer: GuestsAnswer = {}) {
  const { auth, i18n, params, response, view } = ctx
  const viewer = auth.getUserOrFail()
  const loaded = await loadGuestsPage(Number(params.ticketId), viewer)
  await shareNavigation(ctx)
  response.header('cache-control', 'no-store')
  const words = { i18n, times: timeWords(zoneOf(viewer), i18n) }
  return view.render('pages/tickets/guests/index', {
    page: describeGuestsPage(loaded, words),
    mostDays: MOST_DAYS,
    usualDays: USUAL_DAYS,
    typed: { form: {}, errors: {} },
    address: null,
    ...answer,
  })
}
