import db from '@adonisjs/lucid/services/db'
import User from '#models/user'

/**
 * The person a Telegram account belongs to, with his rights as they are now.
 * @param chatId the number of the private chat, which is that of the account
 * @returns null for strangers, and for people who may not act: not approved, deactivated, locked by an admin
 */
export async function findLinked(chatId: number | string): Promise<User | null> {
  const row = await db.from('users').where('telegram_chat_id', String(chatId)).select('id').first()
  const user = row ? await User.asActor(row.id) : null
  return user?.isActive && !user.adminLockedAt ? user : null
}
