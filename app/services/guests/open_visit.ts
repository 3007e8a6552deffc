import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#exceptions/refusals'
import type Guest from '#models/guest'
import { limitTries } from '#services/accounts/limit_tries'
import { guestSecret } from '#services/guests/guest_cookie'
import {
  findGuest,
  readGuestLink,
  wasGuestLink,
  type OpenReview,
} from '#services/guests/read_guest_link'
import { isFragment } from '#services/words/is_fragment'
import { shareWords } from '#services/words/share_words'

/** Somebody who holds an open link; a guest once he gave his name in this browser. */
export type Visit = OpenReview & { guest: Guest | null }
export type GuestVisit = OpenReview & { guest: Guest }

/**
 * Who asks, and what for. Whoever is signed in at this browser is nobody here: a guest's page is the same for all. Addresses
 * that never led anywhere count against who tries them.
 */
export async function openVisit(ctx: HttpContext): Promise<Visit | null> {
  const { params, request, session, view } = ctx
  shareWords(ctx, null)
  view.share({ toasts: session.flashMessages.get('toasts', []) })
  const token = String(params.token)
  const open = await readGuestLink(token)
  if (!open && !(await wasGuestLink(token)))
    await limitTries('guest_link', { address: request.ip() })
  return open && { ...open, guest: await findGuest(open.review, guestSecret(ctx)) }
}

/**
 * Does something for a guest; who gave no name yet is asked for it. Whatever he asks for that is not his to see is answered
 * like a link that has ended.
 */
export async function asGuest(ctx: HttpContext, work: (visit: GuestVisit) => Promise<unknown>) {
  try {
    const visit = await openVisit(ctx)
    if (!visit) return await answerEnded(ctx)
    if (!visit.guest) return await askName(ctx, visit)
    return await work({ ...visit, guest: visit.guest })
  } catch (error) {
    if (error instanceof NotFound) return answerEnded(ctx)
    throw error
  }
}

/** One page for everything that is over or never was; it tells nothing apart. */
export async function answerEnded(ctx: HttpContext) {
  const { response, view } = ctx
  response.status(404)
  if (isFragment(ctx)) return response.header('HX-Redirect', addressOf(ctx)).send('')
  return view.render('pages/reviews/ended')
}

/** The question for a name, above what was asked for; what was sent without one is not kept. */
export async function askName(ctx: HttpContext, visit: Visit, typed: object = {}) {
  const { params, request, response, view } = ctx
  if (isFragment(ctx)) return response.header('HX-Redirect', addressOf(ctx)).send('')
  const isLost = request.method() !== 'GET' && Object.keys(typed).length === 0
  if (isLost) response.status(403)
  return view.render('pages/reviews/name', {
    base: `/review/${params.token}`,
    review: visit.review,
    names: visit.deliverables.map(({ name }) => name),
    isLost,
    form: {},
    errors: {},
    ...typed,
  })
}

/** The address of a link as a header may hold it: whoever asks for one that never was may have put any sign there. */
function addressOf({ params }: HttpContext): string {
  return `/review/${encodeURIComponent(params.token)}`
}
