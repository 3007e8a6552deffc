import { isSecure } from '#config/app'
import { defineConfig, stores } from '@adonisjs/session'

/**
 * This session is an encrypted cookie that carries the CSRF secret and one-time messages, for visitors with and
 * without an account. Who is signed in stands in the `sessions` table (see app/services/accounts/session_guard.ts),
 * so that a copied or late-written cookie can never sign anybody in.
 */
const sessionConfig = defineConfig({
  enabled: true,
  cookieName: isSecure ? '__Host-countersign' : 'countersign',
  clearWithBrowser: false,
  age: '30d',
  cookie: { path: '/', httpOnly: true, secure: isSecure, sameSite: 'lax' },
  store: 'cookie',
  stores: { cookie: stores.cookie() },
})

export default sessionConfig
