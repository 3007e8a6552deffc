import db from '@adonisjs/lucid/services/db'
import Delivery from '#models/delivery'
import clock from '#services/clock'

/** Longer than any single attempt to send may take (transport.ts). */
export const LEASE_SECONDS = 90

/**
 * Takes the next due delivery of a channel for this process alone, for 90 s: no other worker sees it meanwhile, and when
 * this process dies it is due again afterwards. What one person is told about one ticket keeps its order: a later
 * delivery waits until the earlier one is sent, dropped or given up.
 * @returns null when nothing is due
 */
export async function claimDelivery(channel: 'email'): Promise<Delivery | null> {
  const now = clock.now()
  const { rows } = await db.rawQuery(
    `update deliveries set state = 'sending', leased_until = :until, attempts = attempts + 1
     where id = (
       select d.id from deliveries d
       where d.channel = :channel
         and d.next_try_at <= :now
         and (d.state = 'waiting' or (d.state = 'sending' and d.leased_until < :now))
         and (d.ticket_id is null or not exists (
           select 1 from deliveries earlier
           where earlier.ticket_id = d.ticket_id and earlier.user_id = d.user_id
             and earlier.channel = d.channel and earlier.id < d.id
             and earlier.state in ('waiting', 'sending')))
       order by d.next_try_at, d.id
       limit 1
       for update skip locked)
     returning *`,
    {
      channel,
      now: now.toJSDate(),
      until: now.plus({ seconds: LEASE_SECONDS }).toJSDate(),
    } as Record<string, any>
  )
  if (rows.length === 0) return null
  const delivery = new Delivery()
  delivery.$consumeAdapterResult(rows[0])
  delivery.$hydrateOriginals()
  return delivery
}

/** When the next delivery is due, by the clock of the database rows; null when none waits. */
export async function nextDeliveryAt(channel: 'email'): Promise<Date | null> {
  const { rows } = await db.rawQuery(
    `select min(case when state = 'sending' then leased_until else next_try_at end) as next
     from deliveries where channel = :channel and state in ('waiting', 'sending')`,
    { channel }
  )
  return rows[0]?.next ?? null
}
