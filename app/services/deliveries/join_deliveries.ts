import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import { deliveryOf } from '#services/deliveries/claim_delivery'
import type { Pace } from '#services/deliveries/pace_delivery'
import { REQUESTS } from '#services/notifications/events'

/** Most deliveries that leave as one message; what is left comes with the next. */
const MOST = 200

/**
 * Takes along what waits for the same person, about the same ticket or, for a digest, about any, when a claimed delivery
 * leaves. They are kept for it until it is settled; when its worker dies the next try takes the same ones. Requests to
 * decide are never among them.
 * @returns the others, oldest first
 */
export async function joinDeliveries(leader: Delivery, pace: Pace): Promise<Delivery[]> {
  if (pace.go !== 'ticket' && pace.go !== 'digest') return []
  const { rows } = await db.rawQuery(
    `with kept as (
       select id from deliveries where joined_into = :id and state = 'waiting'
     ), found as (
       select d.id from deliveries d
       where not exists (select 1 from kept)
         and d.user_id = :userId and d.channel = :channel and d.ticket_id is not null
         and ${pace.go === 'ticket' ? 'd.ticket_id = :ticketId and d.id > :id' : 'd.created_at < :before and d.id <> :id'}
         and d.state = 'waiting' and d.joined_into is null and d.kind <> all(:requests)
       order by d.id limit ${MOST}
       for update skip locked
     )
     update deliveries set joined_into = :id
     where id in (select id from kept union all select id from found)
     returning *`,
    {
      id: leader.id,
      userId: leader.userId,
      channel: leader.channel,
      ticketId: leader.ticketId,
      before: pace.go === 'digest' ? pace.before.toJSDate() : null,
      requests: [...REQUESTS],
    } as Record<string, any>
  )
  return rows.map(deliveryOf).sort((one: Delivery, other: Delivery) => one.id - other.id)
}
