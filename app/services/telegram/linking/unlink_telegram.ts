import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import type { Actor } from '#services/actor'
import { markCardsStale } from '#services/telegram/cards/mark_stale'
import { leaveNote } from '#services/telegram/notes/leave_note'
import { fallBackToMail } from '#services/telegram/switch_off'

/**
 * Ends the link of a person's Telegram account, because he says so; the bot says it too.
 * @param chatId only when it is this chat: another may have been linked meanwhile
 * @returns false when there was no link
 */
export async function unlinkTelegram(
  userId: number,
  actor: Actor,
  chatId: string | null = null
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const user = await User.query({ client: trx }).where('id', userId).forUpdate().firstOrFail()
    if (!user.telegramChatId || (chatId && user.telegramChatId !== chatId)) return false
    await auditPerson(trx, user, 'telegram_unlinked', {
      actor,
      changes: [{ field: 'telegram', before: user.telegramName, after: null }],
    })
    await cutLink(trx, user, 'unlinked')
    return true
  })
}

/**
 * Takes the Telegram account from a person, in the caller's transaction: nothing is sent there and nothing accepted from
 * there from its commit on. What waited to be sent goes by mail.
 * @param note what the bot says at parting (telegram_bot.json under `notes`)
 */
export async function cutLink(
  trx: TransactionClientContract,
  user: User,
  note: 'unlinked' | 'ended'
): Promise<void> {
  await trx.from('telegram_link_codes').where('user_id', user.id).whereNull('used_at').delete()
  if (!user.telegramChatId) return
  await leaveNote(trx, { chatId: user.telegramChatId, note, locale: user.locale })
  await trx.from('users').where('id', user.id).update({
    telegram_chat_id: null,
    telegram_name: null,
    telegram_linked_at: null,
    telegram_off_at: null,
  })
  await markCardsStale(trx, { userId: user.id })
  if (user.isActive) await fallBackToMail(trx, user.id)
  await user.refresh()
}
