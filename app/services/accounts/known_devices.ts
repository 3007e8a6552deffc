import { randomBytes } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import { isSecure } from '#config/app'
import KnownDevice from '#models/known_device'
import { hashToken } from '#services/accounts/hash_token'
import clock from '#services/clock'

/** The signed cookie of a browser that signed in before; one for all accounts used on it. */
export const DEVICE_COOKIE = isSecure ? '__Host-countersign-device' : 'countersign-device'

const MOST_A_PERSON = 20

/** The device token of the request, or null. */
export function deviceTokenOf({ request }: HttpContext): string | null {
  const token = request.cookie(DEVICE_COOKIE)
  return typeof token === 'string' && token.length <= 64 ? token : null
}

/** The device as one of this account's, or null when it never signed in to it. */
export async function findKnownDevice(userId: number, token: string | null) {
  if (!token) return null
  return KnownDevice.query()
    .where({ user_id: userId, token_hash: hashToken(token) })
    .first()
}

/** Remembers that this browser signed in to the account, for a year; each person keeps his latest twenty. */
export async function keepKnownDevice(ctx: HttpContext, userId: number): Promise<void> {
  const token = deviceTokenOf(ctx) ?? randomBytes(32).toString('base64url')
  const now = clock.now()
  await KnownDevice.updateOrCreate(
    { userId, tokenHash: hashToken(token) },
    { failedLogins: 0, lockedUntil: null, createdAt: now, lastUsedAt: now }
  )
  await KnownDevice.query()
    .where('user_id', userId)
    .whereNotIn('id', (latest) =>
      latest
        .from('known_devices')
        .where('user_id', userId)
        .orderBy('last_used_at', 'desc')
        .limit(MOST_A_PERSON)
        .select('id')
    )
    .delete()
  ctx.response.cookie(DEVICE_COOKIE, token, {
    path: '/',
    httpOnly: true,
    secure: isSecure,
    sameSite: 'lax',
    maxAge: '365d',
  })
}
