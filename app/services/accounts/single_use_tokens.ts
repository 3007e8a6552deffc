import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract, TransactionClientContract } from '@adonisjs/lucid/types/database'
import { appUrl } from '#config/app'
import User from '#models/user'
import { hashToken } from '#services/accounts/hash_token'
import clock from '#services/clock'

const PATHS = { password_reset: '/password/reset', email_change: '/email/confirm' } as const
const HOURS = 24

export type TokenPurpose = keyof typeof PATHS

export interface MintedToken {
  /** The link for the mail. */
  url: string
  expiresAt: Date
}

/**
 * A fresh link to choose a new password, minted when its mail is written, so that nothing secret waits in the outbox.
 * Earlier ones die. Works once, for 24 hours.
 * @returns null when there is no active person with this id
 */
export async function mintResetToken(userId: number): Promise<MintedToken | null> {
  return mint(userId, 'password_reset', () => ({}))
}

/**
 * A fresh link that confirms the e-mail address a person asked for; the mail goes to `address`.
 * @returns null when no change waits (any more)
 */
export async function mintEmailChangeToken(
  userId: number
): Promise<(MintedToken & { address: string }) | null> {
  let address = ''
  const minted = await mint(userId, 'email_change', ({ pendingEmail }) => {
    address = pendingEmail ?? ''
    return pendingEmail ? { email: pendingEmail } : null
  })
  return minted && { ...minted, address }
}

async function mint(
  userId: number,
  purpose: TokenPurpose,
  payloadOf: (user: User) => object | null
): Promise<MintedToken | null> {
  return db.transaction(async (trx) => {
    const user = await User.query({ client: trx }).where('id', userId).forUpdate().first()
    const payload = user?.isActive ? payloadOf(user) : null
    if (!payload) return null
    const token = randomBytes(32).toString('base64url')
    const now = clock.now()
    const expiresAt = now.plus({ hours: HOURS }).toJSDate()
    await trx
      .from('single_use_tokens')
      .where({ user_id: userId, purpose })
      .whereNull('used_at')
      .delete()
    await trx.table('single_use_tokens').insert({
      purpose,
      user_id: userId,
      token_hash: hashToken(token),
      payload: JSON.stringify(payload),
      created_at: now.toJSDate(),
      expires_at: expiresAt,
    })
    return { url: `${appUrl}${PATHS[purpose]}/${token}`, expiresAt }
  })
}

/** Whose link this is, without using it up; null when it is wrong, used or too old. */
export async function findTokenOwner(
  purpose: TokenPurpose | 'setup',
  token: string,
  client: QueryClientContract = db.connection()
) {
  return client
    .from('single_use_tokens')
    .where({ purpose, token_hash: hashToken(token) })
    .whereNull('used_at')
    .where('expires_at', '>', clock.now().toJSDate())
    .select('user_id', 'payload')
    .first() as Promise<{ user_id: number | null; payload: Record<string, string> } | null>
}

/**
 * Uses a link up, in one statement.
 * @returns false when it was wrong, used or too old
 */
export async function spendToken(
  trx: TransactionClientContract,
  purpose: TokenPurpose | 'setup',
  token: string
): Promise<boolean> {
  const now = clock.now().toJSDate()
  const spent = await trx
    .from('single_use_tokens')
    .where({ purpose, token_hash: hashToken(token) })
    .whereNull('used_at')
    .where('expires_at', '>', now)
    .update({ used_at: now })
    .returning('id')
  return spent.length > 0
}
