import { errors, symbols } from '@adonisjs/auth'
import type { AuthClientResponse, GuardContract } from '@adonisjs/auth/types'
import type { HttpContext } from '@adonisjs/core/http'
import { isSecure } from '#config/app'
import type User from '#models/user'
import { endSessions } from '#services/accounts/end_sessions'
import { findSession } from '#services/accounts/find_session'
import { hashToken } from '#services/accounts/hash_token'
import { HOURS, openSession } from '#services/accounts/open_session'
import { seeAs, type Viewing } from '#services/viewing/see_as'

/** The cookie that carries the session token; `__Host-` binds it to this host under https. */
export const SESSION_COOKIE = isSecure ? '__Host-countersign-session' : 'countersign-session'

/**
 * Who is signed in: a random token in a signed cookie, its SHA-256 in the `sessions` table. Row, epoch and the person's
 * activity are checked on every request in one query, so revocation works at once and nothing that a slow request writes
 * back can undo it (reliability: rule 5). An admin may view the desk as another person: one more query then.
 */
export class SessionGuard implements GuardContract<User> {
  declare [symbols.GUARD_KNOWN_EVENTS]: {}
  driverName = 'session_row' as const
  authenticationAttempted = false
  isAuthenticated = false
  user?: User
  /** The row of the present session, once authenticated. */
  sessionId: number | null = null
  /** The person chose to stay signed in on this device. */
  isRemembered = false
  /** While an admin views the desk as another person: who he is. `user` is that person then. */
  viewing: Viewing | null = null
  #ctx: HttpContext

  constructor(ctx: HttpContext) {
    this.#ctx = ctx
  }

  getUserOrFail(): User {
    if (!this.user) throw this.#unauthorized()
    return this.user
  }

  async authenticate(): Promise<User> {
    if (this.authenticationAttempted) return this.getUserOrFail()
    this.authenticationAttempted = true
    const token = this.#ctx.request.cookie(SESSION_COOKIE)
    const user = typeof token === 'string' ? await this.#find(token) : null
    if (!user) throw this.#unauthorized()
    this.user = user
    this.isAuthenticated = true
    return user
  }

  async check(): Promise<boolean> {
    try {
      await this.authenticate()
      return true
    } catch (error) {
      if (error instanceof errors.E_UNAUTHORIZED_ACCESS) return false
      throw error
    }
  }

  /** Opens a session for a person and sets its cookie. Any session this browser had ends. */
  async login(user: User, options: { remembered?: boolean } = {}): Promise<void> {
    await this.logout()
    const token = await this.#open(user, options.remembered ?? false)
    this.#ctx.response.cookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      secure: isSecure,
      sameSite: 'lax',
      maxAge: options.remembered ? `${HOURS.remembered}h` : undefined,
    })
    this.user = user
    this.isAuthenticated = true
    this.authenticationAttempted = true
  }

  /** Ends this browser's session; the cookie is worthless from the commit on. */
  async logout(): Promise<void> {
    const token = this.#ctx.request.cookie(SESSION_COOKIE)
    if (typeof token === 'string') {
      const noted = { action: 'signed_out' as const, address: this.#ctx.request.ip() }
      await endSessions((query) => query.where('token_hash', hashToken(token)), noted)
      this.#ctx.response.clearCookie(SESSION_COOKIE, { path: '/', secure: isSecure })
    }
    this.user = undefined
    this.viewing = null
    this.sessionId = null
    this.isAuthenticated = false
  }

  async authenticateAsClient(user: User): Promise<AuthClientResponse> {
    return { cookies: { [SESSION_COOKIE]: await this.#open(user, false) } } as AuthClientResponse
  }

  async #open(user: User, remembered: boolean): Promise<string> {
    const { request } = this.#ctx
    const agent = request.header('user-agent') ?? ''
    const opened = await openSession(user, { remembered, address: request.ip(), agent })
    this.sessionId = opened.id
    return opened.token
  }

  /** The person of the session; as whom he views the desk, while an admin does. */
  async #find(token: string): Promise<User | null> {
    const found = await findSession(token)
    if (!found) return null
    const { id: sessionId, user, viewed } = found
    this.sessionId = sessionId
    this.isRemembered = found.isRemembered
    const seen = viewed && (await seeAs(user, { sessionId, ...viewed }))
    this.viewing = seen?.viewing ?? null
    return seen?.person ?? user
  }

  #unauthorized() {
    return new errors.E_UNAUTHORIZED_ACCESS('Sign in first', { guardDriverName: this.driverName })
  }
}
