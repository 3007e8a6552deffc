import env from '#start/env'
import { defineConfig } from '@adonisjs/core/http'

/** Absolute links (mails, redirects, canonical addresses) are made from this alone. */
export const appUrl = env.get('APP_URL')

/** True when the product is reached through https: strict cookies, HSTS, `__Host-` names. */
export const isSecure = appUrl.startsWith('https://')

export const http = defineConfig({
  /** Our own id stands in every log line and answer (request log middleware). */
  generateRequestId: false,
  /** A `_method=GET` in a POST body would skip the CSRF check: forms use POST. */
  allowMethodSpoofing: false,
  useAsyncLocalStorage: false,
  /** Client addresses come from X-Forwarded-For only behind the proxies named in TRUST_PROXY. */
  trustProxy: trustedProxies(env.get('TRUST_PROXY', '')),
  cookie: {
    domain: '',
    path: '/',
    maxAge: '2h',
    httpOnly: true,
    secure: isSecure,
    sameSite: 'lax',
  },
})

function trustedProxies(list: string): (address: string, distance: number) => boolean {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  return (address) => names.includes(address)
}
