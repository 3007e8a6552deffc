import { defineConfig } from '@adonisjs/shield'
import { WEBHOOK_PATH } from '#services/telegram/intake/webhook'
import { END_PATH } from '#services/subscriptions/end_address'
import { VERIFY_PATH } from '#services/certificates/verify_path'
import { tokenComesWithFiles } from '#middleware/files_middleware'

/** Headers are set for every answer by the security headers middleware; shield keeps the CSRF token alone. */
const shieldConfig = defineConfig({
  csp: { enabled: false, directives: {}, reportOnly: false },
  csrf: {
    enabled: true,
    exceptRoutes: (ctx) =>
      ctx.request.url().startsWith('/reports/browser') ||
      ctx.request.url() === WEBHOOK_PATH ||
      // Changes nothing, is for people without a session, and its form carries a file.
      ctx.request.url() === VERIFY_PATH ||
      // Mail programs press it for their readers (RFC 8058); its address is the secret and does one thing.
      ctx.request.url().startsWith(END_PATH) ||
      tokenComesWithFiles(ctx),
    enableXsrfCookie: false,
    methods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  },
  xFrame: { enabled: false },
  hsts: { enabled: false },
  contentTypeSniffing: { enabled: false },
})

export default shieldConfig
