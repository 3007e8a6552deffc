import { createHash, randomBytes } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusals'
import { viewingOf } from '#services/viewing/viewing_of'

/** Begins the salt of tokens on pages of a view, and of a person's own pages. Those of shield are eight signs alone. */
const OF_VIEW = /^viewing[0-9a-f]{16}-/
const OF_PERSON = /^of(\d+)x[0-9a-f]{16}-/

/**
 * The CSRF token of a page says whose page it is: pages that an admin gets while he views the desk as another person are of
 * a kind of their own. Shield takes it as any other: a token is a salt, "-" and the SHA-1 of both with the secret of the
 * browser's session.
 */
export function markPages(ctx: HttpContext): void {
  const { request, session, auth } = ctx
  if (!auth.user) return
  const kind = viewingOf(ctx) ? 'viewing' : `of${auth.user.id}x`
  const salt = kind + randomBytes(8).toString('hex')
  const hash = createHash('sha1').update(`${salt}-${session.get('csrf-secret')}`)
  request.csrfToken = `${salt}-${hash.digest('base64url')}`
}

/**
 * What a page sends that was made for somebody else would be done by whoever is signed in here now: by the admin himself
 * once his view is over, or by the next person at this browser.
 * @throws Refusal 403
 */
export function refusePageOfOthers({ request, auth }: HttpContext): void {
  const token = request.input('_csrf') || request.header('x-csrf-token')
  if (typeof token !== 'string') return
  if (OF_VIEW.test(token)) throw new Refusal('viewing.page_of_view')
  const [, owner] = OF_PERSON.exec(token) ?? []
  if (owner && auth.user && Number(owner) !== auth.user.id) {
    throw new Refusal('viewing.page_of_another', { name: auth.user.fullName })
  }
}
