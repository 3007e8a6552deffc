import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import clock from '#services/clock'

/**
 * Claims a create's key for a person. A second request with the same key waits for the first one's commit and gets its
 * ticket. Call once before (without ticket) and once after the insert (with it).
 * @returns the id of the ticket an earlier request made, or null
 */
export async function claimIdempotencyKey(
  trx: TransactionClientContract,
  userId: number,
  key: string | undefined,
  ticketId?: number
): Promise<number | null> {
  if (!key) return null
  const { rows } = await trx.rawQuery(
    `insert into idempotency_keys (user_id, key, ticket_id, created_at)
     values (:userId, :key, :ticketId::int, :now)
     on conflict (user_id, key) do update set ticket_id = coalesce(idempotency_keys.ticket_id, excluded.ticket_id)
     returning ticket_id`,
    {
      userId,
      key: key.slice(0, 200),
      ticketId: ticketId ?? null,
      now: clock.now().toJSDate(),
    } as Record<string, any>
  )
  return rows[0].ticket_id
}
