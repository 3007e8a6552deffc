import type { HttpContext } from '@adonisjs/core/http'
import { isSecure } from '#config/app'
import type GuestReview from '#models/guest_review'
import clock from '#services/clock'

/** Sent to the pages of one link alone, so a browser may be a guest at several. */
const NAME = isSecure ? '__Secure-countersign-guest' : 'countersign-guest'

/** The secret that this browser was given at the link it asks for; whatever else stands in the cookie. */
export function guestSecret({ request }: HttpContext): unknown {
  return request.cookie(NAME)
}

/** Remembers a guest in his browser until the link runs out. It comes along when a mail leads to the link once more. */
export function keepGuest(
  { response, params }: HttpContext,
  { expiresAt }: GuestReview,
  secret: string
): void {
  const seconds = Math.floor(expiresAt.diff(clock.now()).as('seconds'))
  response.cookie(NAME, secret, {
    path: `/review/${params.token}`,
    httpOnly: true,
    secure: isSecure,
    sameSite: 'lax',
    maxAge: Math.max(seconds, 60),
  })
}
