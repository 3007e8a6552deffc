import { createHash, randomBytes } from 'node:crypto'
import { errors, symbols } from '@adonisjs/auth'
import type { AuthClientResponse, GuardContract } from '@adonisjs/auth/types'
import type { HttpContext } from '@adonisjs/core/http'
import { isSecure } from '#config/app'
import SignInSession from '#models/sign_in_session'
import User from '#models/user'
import { endSessions } from '#services/accounts/end_sessions'
import clock from '#services/clock'
import { seeAs, type Viewing } from '#services/viewing/see_as'

/** The cookie that carries the session token; `__Host-` binds it to this host under https. */
export const SESSION_COOKIE = isSecure ? '__Host-countersign-session' : 'countersign-session'

const HOURS = { ordinary: 12, remembered: 30 * 24 }

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
    const token = randomBytes(32).toString('base64url')
    const now = clock.now()
    const session = await SignInSession.create({
      tokenHash: hashToken(token),
      userId: user.id,
      epoch: user.sessionEpoch,
      remembered,
      address: this.#ctx.request.ip(),
      agent: (this.#ctx.request.header('user-agent') ?? '').slice(0, 300),
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now.plus({ hours: remembered ? HOURS.remembered : HOURS.ordinary }),
    })
    this.sessionId = session.id
    await User.query().where('id', user.id).update({ last_seen_at: now.toJSDate() })
    return token
  }

  async #find(token: string): Promise<User | null> {
    const now = clock.now()
    const user = await User.query()
      .join('sessions', 'sessions.user_id', 'users.id')
      .where('sessions.token_hash', hashToken(token))
      .where('sessions.expires_at', '>', now.toJSDate())
      .whereColumn('sessions.epoch', 'users.session_epoch')
      .select('users.*', 'sessions.id as session_id', 'sessions.last_seen_at as session_seen_at')
      .select('sessions.remembered as session_remembered')
      .select('sessions.viewing_as_id as viewed_id', 'sessions.viewing_since as viewed_since')
      .select(User.query().client.raw(User.BESIDE))
      .first()
    if (!user?.isActive) return null
    user.takeBeside()
    this.sessionId = user.$extras.session_id
    this.isRemembered = user.$extras.session_remembered
    await this.#touch(user)
    return user.$extras.viewed_id === null ? user : this.#seeAs(user)
  }

  /** The person as whom an admin views the desk; himself again once that is over. */
  async #seeAs(admin: User): Promise<User> {
    const { viewed_id: personId, viewed_since: since } = admin.$extras
    const seen = await seeAs(admin, { sessionId: this.sessionId!, personId, since })
    this.viewing = seen?.viewing ?? null
    return seen?.person ?? admin
  }

  /** Notes the visit, at most once a minute, and lets the session live on from it. */
  async #touch(user: User): Promise<void> {
    const now = clock.now()
    if (now.toMillis() - user.$extras.session_seen_at.getTime() < 60_000) return
    const hours = user.$extras.session_remembered ? HOURS.remembered : HOURS.ordinary
    await SignInSession.query()
      .where('id', this.sessionId!)
      .update({ last_seen_at: now.toJSDate(), expires_at: now.plus({ hours }).toJSDate() })
    await User.query().where('id', user.id).update({ last_seen_at: now.toJSDate() })
  }

  #unauthorized() {
    return new errors.E_UNAUTHORIZED_ACCESS('Sign in first', { guardDriverName: this.driverName })
  }
}

/** What the database keeps of a secret token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
