import { defineConfig } from '@adonisjs/auth'
import type { InferAuthenticators } from '@adonisjs/auth/types'
import { SessionGuard } from '#services/accounts/session_guard'

const authConfig = defineConfig({
  default: 'web',
  guards: { web: (ctx) => new SessionGuard(ctx) },
})

export default authConfig

declare module '@adonisjs/auth/types' {
  export interface Authenticators extends InferAuthenticators<typeof authConfig> {}
}
