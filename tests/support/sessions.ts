import { randomBytes } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import { CookieClient } from '@adonisjs/core/http'
import { hashToken } from '#services/accounts/hash_token'
import { SESSION_COOKIE } from '#services/accounts/session_guard'
import SignInSession from '#models/sign_in_session'
import type User from '#models/user'
import clock from '#services/clock'

/** Opens a session for a person and gives the signed value of its cookie. */
export async function openSessionFor(user: User): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = clock.now()
  await SignInSession.create({
    tokenHash: hashToken(token),
    userId: user.id,
    epoch: user.sessionEpoch ?? 1,
    remembered: false,
    address: '127.0.0.1',
    agent: 'tests',
    createdAt: now,
    lastSeenAt: now,
    expiresAt: now.plus({ hours: 12 }),
  })
  const cookies = new CookieClient((await app.container.make('encryption')) as never)
  return cookies.sign(SESSION_COOKIE, token)!
}
