import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import clock from '#services/clock'
import type { ApiUser, BotApi } from '#tests/support/bot_api'

/** Gives a person a Telegram account that is linked, without the way over the page. */
export async function linked(api: BotApi, user: User): Promise<ApiUser> {
  const account = api.person(7_000_000 + user.id, user.firstName, { hasStarted: true })
  await db
    .from('users')
    .where('id', user.id)
    .update({
      telegram_chat_id: String(account.id),
      telegram_name: account.first_name,
      telegram_linked_at: clock.now().toJSDate(),
    })
  await user.refresh()
  return account
}
