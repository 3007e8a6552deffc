import { randomBytes } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { hashToken } from '#services/accounts/hash_token'
import clock from '#services/clock'

/** Minutes a code may be used, from its making to the confirmation on the page. */
export const LINK_MINUTES = 10

export interface LinkCode {
  /** 128 random bits; only its hash is kept. */
  code: string
  expiresAt: Date
}

/** A Telegram account that sent the code of a person and waits for his word. */
export interface Claim {
  id: number
  chatId: string
  name: string
  expiresAt: Date
}

/** A code that links a Telegram account to this person; the ones before die. */
export async function makeLinkCode(user: User): Promise<LinkCode> {
  const code = randomBytes(16).toString('base64url')
  const now = clock.now()
  const expiresAt = now.plus({ minutes: LINK_MINUTES }).toJSDate()
  await db.transaction(async (trx) => {
    await trx.from('telegram_link_codes').where('user_id', user.id).whereNull('used_at').delete()
    await trx.table('telegram_link_codes').insert({
      code_hash: hashToken(code),
      user_id: user.id,
      created_at: now.toJSDate(),
      expires_at: expiresAt,
    })
  })
  return { code, expiresAt }
}

/**
 * Notes which Telegram account sent a code: the first one that does, and no other.
 * @returns whose code it was; null when it is wrong, used or too old
 */
export async function claimCode(
  codeHash: string,
  chatId: string,
  name: string
): Promise<number | null> {
  const rows = await db
    .from('telegram_link_codes')
    .where('code_hash', codeHash)
    .whereNull('used_at')
    .where('expires_at', '>', clock.now().toJSDate())
    .where((any) => any.whereNull('chat_id').orWhere('chat_id', chatId))
    .whereIn('user_id', (users) =>
      users.from('users').whereNull('deactivated_at').whereNull('admin_locked_at').select('id')
    )
    .update({ chat_id: chatId, chat_name: name })
    .returning('user_id')
  return rows[0]?.user_id ?? null
}

/** The account that waits for this person's word. */
export async function findClaim(user: User): Promise<Claim | null> {
  const row = await db
    .from('telegram_link_codes')
    .where('user_id', user.id)
    .whereNull('used_at')
    .whereNotNull('chat_id')
    .where('expires_at', '>', clock.now().toJSDate())
    .orderBy('id', 'desc')
    .first()
  return row && { id: row.id, chatId: row.chat_id, name: row.chat_name, expiresAt: row.expires_at }
}

/**
 * A message as it may wait in the database: the code in "/start CODE" as its hash. Whatever the bot takes for that command
 * is hashed, so that a hash that somebody read is no code.
 */
export function hideCode(text: string | undefined): string | undefined {
  return text?.replace(
    /^(\/start(?:@\w{1,64})?)\s+(\S[\s\S]*)$/i,
    (_all, command, code: string) => `${command} ${hashToken(code.trim())}`
  )
}

/** Whether a code of this person waits for a Telegram account to send it. */
export async function waitsForStart(user: User): Promise<boolean> {
  const row = await db
    .from('telegram_link_codes')
    .where('user_id', user.id)
    .whereNull('used_at')
    .whereNull('chat_id')
    .where('expires_at', '>', clock.now().toJSDate())
    .select('id')
    .first()
  return Boolean(row)
}
