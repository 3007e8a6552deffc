import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict } from '#exceptions/refusals'
import User from '#models/user'
import { auditPerson } from '#services/accounts/audit_person'
import type { Actor } from '#services/actor'
import clock from '#services/clock'
import { leaveNote } from '#services/telegram/notes/leave_note'

/** unique_violation, PostgreSQL (appendix "Error Codes"). */
const TAKEN = '23505'

/**
 * The person says on the page that the Telegram account which sent his code is his. From the commit on it is told what
 * waits for him and may decide as he may.
 * @param claimId the claim that the page showed
 * @returns the name of the Telegram account
 * @throws Conflict 409 when the code ran out, or when the Telegram account belongs to somebody else
 */
export async function confirmLink(claimId: number, actor: Actor): Promise<string> {
  try {
    return await db.transaction((trx) => link(trx, claimId, actor))
  } catch (error) {
    if ((error as { code?: string }).code === TAKEN) throw new Conflict('telegram.taken')
    throw error
  }
}

async function link(
  trx: TransactionClientContract,
  claimId: number,
  actor: Actor
): Promise<string> {
  const user = await User.query({ client: trx }).where('id', actor.by!.id).forUpdate().firstOrFail()
  const now = clock.now()
  const [claim] = await trx
    .from('telegram_link_codes')
    .where({ id: claimId, user_id: user.id })
    .whereNull('used_at')
    .whereNotNull('chat_id')
    .where('expires_at', '>', now.toJSDate())
    .update({ used_at: now.toJSDate() })
    .returning(['chat_id', 'chat_name'])
  if (!claim) throw new Conflict('telegram.claim_gone')
  const { chat_id: chatId, chat_name: name } = claim
  const other = await trx
    .from('users')
    .where('telegram_chat_id', chatId)
    .whereNot('id', user.id)
    .first()
  if (other) throw new Conflict('telegram.taken')
  const { telegramName: before, telegramChatId: beforeId } = user
  if (beforeId && beforeId !== chatId) {
    await leaveNote(trx, { chatId: beforeId, note: 'unlinked', locale: user.locale })
  }
  await user
    .merge({
      telegramChatId: chatId,
      telegramName: name,
      telegramLinkedAt: now,
      telegramOffAt: null,
    })
    .save()
  await auditPerson(trx, user, 'telegram_linked', {
    actor,
    changes: [{ field: 'telegram', before, after: name }],
  })
  await leaveNote(trx, {
    chatId,
    note: 'linked',
    locale: user.locale,
    details: { name: user.fullName },
  })
  return name
}

/** The person says that the Telegram account which sent his code is not his: the code dies. */
export async function refuseClaim(actor: Actor): Promise<void> {
  const user = actor.by!
  await db.transaction(async (trx) => {
    const claims = await trx
      .from('telegram_link_codes')
      .where('user_id', user.id)
      .whereNull('used_at')
      .whereNotNull('chat_id')
      .delete()
      .returning(['chat_id', 'chat_name'])
    for (const { chat_id: chatId, chat_name: name } of claims) {
      await leaveNote(trx, { chatId, note: 'refused', locale: user.locale })
      await auditPerson(trx, user, 'telegram_refused', {
        actor,
        changes: [{ field: 'telegram', before: name, after: null }],
      })
    }
  })
}
