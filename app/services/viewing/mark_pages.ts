import { createHash, randomBytes } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'

/** Begins the salt of tokens on pages of a view. Those of shield are eight signs, and never begin like this. */
const MARK = 'viewing'

/**
 * Pages that an admin gets while he views the desk as another person carry a CSRF token of their own kind. Shield takes it
 * as any other: a token is a salt, "-" and the SHA-1 of both with the secret of the browser's session.
 */
export function markPages({ request, session }: HttpContext): void {
  const salt = MARK + randomBytes(8).toString('hex')
  const hash = createHash('sha1').update(`${salt}-${session.get('csrf-secret')}`)
  request.csrfToken = `${salt}-${hash.digest('base64url')}`
}

/** What such a page sends once the view is over would be done by the admin himself, who looked at somebody else's desk. */
export function refusePageOfView({ request }: HttpContext): void {
  const token = request.input('_csrf') || request.header('x-csrf-token')
  if (typeof token === 'string' && token.startsWith(MARK)) throw new Refusal('viewing.page_of_view')
}
