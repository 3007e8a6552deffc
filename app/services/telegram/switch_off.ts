import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { wakeDeliveries } from '#services/deliveries/wake_deliveries'
import { tell } from '#services/notifications/tell'

/**
 * A person blocked the bot, or the chat is gone: nothing more goes there. What waited for it goes by mail, where no mail
 * of the same event was written; the person is told in the app. Linking again or a word to the bot brings it back.
 * @param chatId a chat linked meanwhile is left alone
 */
export async function switchOff(userId: number, chatId: string): Promise<void> {
  await db.transaction(async (trx) => {
    const now = clock.now()
    const off = await trx
      .from('users')
      .where({ id: userId, telegram_chat_id: chatId })
      .whereNull('telegram_off_at')
      .update({ telegram_off_at: now.toJSDate() })
    if (Number(off) === 0) return
    await fallBackToMail(trx, userId)
    const event = {
      eventKey: `telegram_off:${userId}:${now.toMillis()}`,
      ticket: null,
      activityId: null,
      actorId: null,
      isInternal: false,
    }
    await tell(trx, event, [{ to: { ids: [userId] }, kind: 'telegram_off' }])
  })
}

/** Writes the mails of everything that waits for a chat that is gone, each once, and takes the messages back. */
export async function fallBackToMail(
  trx: TransactionClientContract,
  userId: number
): Promise<void> {
  await trx.rawQuery(
    `with taken as (
       update deliveries set state = 'dropped', last_error = 'telegram_off', leased_until = null, held_for = null
       where user_id = :userId and channel = 'telegram' and state in ('waiting', 'sending')
       returning *)
     insert into deliveries (notification_id, event_key, user_id, channel, kind, ticket_id, activity_id, details, state,
       next_try_at, created_at)
     select notification_id, event_key, user_id, 'email', kind, ticket_id, activity_id, details, 'waiting', :now, created_at
     from taken order by id
     on conflict (event_key, user_id, channel) do nothing`,
    { userId, now: clock.now().toJSDate() } as Record<string, any>
  )
  await wakeDeliveries(trx)
}
