import db from '@adonisjs/lucid/services/db'
import Delivery from '#models/delivery'
import clock from '#services/clock'
import { REQUESTS } from '#services/notifications/events'

/** Longer than any single attempt to send may take (transport.ts). */
export const LEASE_SECONDS = 90

/** The ways out of the house. */
export type DeliveryChannel = 'email' | 'telegram' | 'telegram_group'

const QUOTED_REQUESTS = REQUESTS.map((kind) => `'${kind}'`).join(', ')

/**
 * What keeps a delivery `d` from leaving now. What one person is told about one ticket keeps its order; what is held back
 * for later does not stand in the way of what comes after it (that asks for itself whether it has to wait too), and never
 * in the way of a request to decide. Of a person's digest the oldest delivery leads, and what leaves with another one is
 * not claimed itself.
 */
const IS_FREE = `
  d.joined_into is null
  and (d.ticket_id is null or not exists (
    select 1 from deliveries earlier
    where earlier.ticket_id = d.ticket_id
      and (earlier.user_id = d.user_id or (earlier.user_id is null and d.user_id is null))
      and earlier.channel = d.channel and earlier.id < d.id
      and earlier.state in ('waiting', 'sending')
      and (earlier.held_for is null or (d.kind not in (${QUOTED_REQUESTS})
        and (earlier.state = 'sending' or earlier.next_try_at <= :now)))))
  and (d.held_for is distinct from 'digest' or not exists (
    select 1 from deliveries leader
    where leader.user_id = d.user_id and leader.channel = d.channel and leader.id <> d.id
      and leader.state in ('waiting', 'sending')
      and ((leader.held_for = 'digest' and leader.id < d.id
          and leader.next_try_at < :now::timestamptz + interval '1 hour')
        or (leader.state = 'sending' and leader.ticket_id is not null
          and leader.kind not in (${QUOTED_REQUESTS})))))`

/**
 * Takes the next due delivery of a channel for this process alone, for 90 s: no other worker sees it meanwhile, and when
 * this process dies it is due again afterwards. What one person is told about one ticket keeps its order: a later
 * delivery waits until the earlier one is sent, dropped or given up.
 * @param condition SQL of ours about the delivery `d` that has to hold besides
 * @returns null when nothing is due
 */
export async function claimDelivery(
  channel: DeliveryChannel,
  condition = 'true'
): Promise<Delivery | null> {
  const now = clock.now()
  const { rows } = await db.rawQuery(
    `update deliveries set state = 'sending', leased_until = :until, attempts = attempts + 1
     where id = (
       select d.id from deliveries d
       where d.channel = :channel
         and d.next_try_at <= :now
         and (d.state = 'waiting' or (d.state = 'sending' and d.leased_until < :now))
         and ${IS_FREE}
         and ${condition}
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
  return rows.length === 0 ? null : deliveryOf(rows[0])
}

/**
 * When the next delivery is due, by the clock of the database rows; null when none waits. One that waits for an earlier
 * one is not asked for: whoever settles that comes back here.
 */
export async function nextDeliveryAt(channel: DeliveryChannel): Promise<Date | null> {
  const { rows } = await db.rawQuery(
    `select least(
       (select d.next_try_at from deliveries d
        where d.channel = :channel and d.state = 'waiting' and ${IS_FREE}
        order by d.next_try_at, d.id limit 1),
       (select min(leased_until) from deliveries where channel = :channel and state = 'sending')) as next`,
    { channel, now: clock.now().toJSDate() } as Record<string, any>
  )
  return rows[0]?.next ?? null
}

/** A row of the database as a model. */
export function deliveryOf(row: Record<string, unknown>): Delivery {
  const delivery = new Delivery()
  delivery.$consumeAdapterResult(row)
  delivery.$hydrateOriginals()
  return delivery
}
