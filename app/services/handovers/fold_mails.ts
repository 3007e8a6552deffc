import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** The last delivery there is; what comes after it in this transaction is ours. */
export async function lastDelivery(trx: TransactionClientContract): Promise<number> {
  const row = await trx.from('deliveries').max('id as last').first()
  return Number(row.last ?? 0)
}

/**
 * Lets everything that these tickets, which the caller holds, tell one person by mail leave as one mail.
 * @param after the last delivery that was there before
 */
export async function foldMails(
  trx: TransactionClientContract,
  ticketIds: number[],
  after: number
): Promise<void> {
  await trx.rawQuery(
    `with fresh as (
       select id, min(id) over (partition by user_id) as leader from deliveries
       where id > :after and ticket_id = any(:ticketIds) and channel = 'email'
         and state = 'waiting' and joined_into is null and user_id is not null)
     update deliveries d set joined_into = fresh.leader
     from fresh where d.id = fresh.id and fresh.id <> fresh.leader`,
    { after, ticketIds } as Record<string, any>
  )
}
