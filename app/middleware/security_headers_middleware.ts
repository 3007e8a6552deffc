import { randomBytes } from 'node:crypto'
import { validateHeaderValue } from 'node:http'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import { appUrl, isSecure } from '#config/app'
import { filesOrigin } from '#config/drive'

/**
 * Sets the security headers on every answer, errors, files and streams included (reliability: rule 7), and leads who came
 * by http to the https address, where there is one. Only a proxy's own word counts for that: without it a desk behind
 * a proxy that says nothing would send people in circles.
 */
export default class SecurityHeadersMiddleware {
  handle(ctx: HttpContext, next: NextFn) {
    const { response } = ctx
    refuseUnwritable(response)
    const nonce = randomBytes(16).toString('base64url')
    response.nonce = nonce
    response.header('content-security-policy', contentSecurityPolicy(nonce))
    response.header('x-content-type-options', 'nosniff')
    response.header('x-frame-options', 'DENY')
    const isSecretAddress = holdsToken(ctx.request.url())
    response.header('referrer-policy', isSecretAddress ? 'no-referrer' : 'same-origin')
    if (isSecretAddress) response.header('x-robots-tag', 'noindex, nofollow')
    response.header('cross-origin-opener-policy', 'same-origin')
    response.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    response.header('cache-control', 'no-store')
    if (isSecure) {
      response.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
    }
    if (isSecure && cameByHttp(ctx)) {
      return response
        .redirect()
        .status(308)
        .toPath(`${appUrl}${ctx.request.url(true)}`)
    }
    return next()
  }
}

/** The address itself is what lets somebody in (to decide, to rate, to review, to end a report, to read a calendar): it is told to nobody. */
export function holdsToken(path: string): boolean {
  return /^\/(decisions|ratings|review|subscriptions|calendar)\//.test(path)
}

/**
 * A header with a sign that none may hold is refused where it is set, as an error like every other. Adonis would notice when
 * the answer is written (http-server 9: write_response), where nobody catches it: the process would end.
 */
function refuseUnwritable(response: HttpContext['response']) {
  const set = response.header
  response.header = function (key, value) {
    if (value !== null && value !== undefined) validateHeaderValue(key, String(value))
    return set.call(this, key, value)
  }
}

function cameByHttp({ request }: HttpContext): boolean {
  return (
    request.header('x-forwarded-proto')?.trim().toLowerCase() === 'http' &&
    !request.url().startsWith('/health/')
  )
}

/** Where signed addresses of files lead to, if there are any. */
const FILES = filesOrigin ? ` ${filesOrigin}` : ''

function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self'`,
    `img-src 'self' data: blob:${FILES}`,
    `font-src 'self'`,
    `media-src 'self' blob:${FILES}`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `manifest-src 'self'`,
    `report-uri /reports/browser`,
  ].join('; ')
}
