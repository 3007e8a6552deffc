import { randomUUID } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { wakeDeliveries } from '#services/deliveries/wake_deliveries'
import clock from '#services/clock'

export type AccountMail = 'password_reset' | 'email_change' | 'account_declined'

/**
 * Sends a person a mail about his account, whatever state it is in and whatever he chose to be told, in the caller's
 * transaction. While one of the same kind still waits no second is written: what it says is looked up when it is sent.
 */
export async function tellAccount(
  trx: TransactionClientContract,
  userId: number,
  kind: AccountMail,
  details: Record<string, unknown> = {}
): Promise<void> {
  const now = clock.now().toJSDate()
  await trx.rawQuery(
    `insert into deliveries (event_key, user_id, channel, kind, details, next_try_at, created_at)
     select :eventKey::text, :userId::int, 'email', :kind::text, :details::jsonb, :now, :now
     where not exists (
       select 1 from deliveries where user_id = :userId and kind = :kind and state = 'waiting')`,
    {
      eventKey: `user:${userId}:${kind}:${randomUUID()}`,
      userId,
      kind,
      details: JSON.stringify(details),
      now,
    } as Record<string, any>
  )
  await wakeDeliveries(trx)
}
