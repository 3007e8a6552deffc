import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { appUrl } from '#config/app'
import { holdsToken } from '#middleware/security_headers_middleware'
import { Refusal } from '#exceptions/refusals'

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/**
 * Refuses writes that another site made the browser send, beside the CSRF token: by Sec-Fetch-Site, else by Origin.
 * A request with neither comes from no browser of today; the token alone guards it.
 */
export default class OriginMiddleware {
  handle({ request }: HttpContext, next: NextFn) {
    if (!SAFE.includes(request.method()) && isForeign(request)) {
      throw new Refusal('foreign_origin')
    }
    return next()
  }
}

function isForeign(request: HttpContext['request']): boolean {
  const site = request.header('sec-fetch-site')
  if (site) return site !== 'same-origin' && site !== 'none'
  const origin = request.header('origin')
  // A page that names no referrer has no origin either (Fetch: append a request's Origin header); its address is a secret
  // that another site does not know, and its form carries the token.
  if (origin === 'null') return !holdsToken(request.url())
  if (!origin) return false
  return origin !== new URL(appUrl).origin && hostOf(origin) !== request.host()
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
