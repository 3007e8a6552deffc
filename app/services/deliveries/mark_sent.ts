import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import clock from '#services/clock'

/** What left as one message with a delivery, and what was found unwanted on the way, with the reason. */
export interface Company {
  joined: Delivery[]
  unwanted: { delivery: Delivery; why: string }[]
}

/**
 * The other side took it; its id stands in the message and in the list. What went along is settled in the same statement,
 * so that it is neither lost nor sent again.
 */
export async function markSent(
  delivery: Delivery,
  messageId: string,
  { joined, unwanted }: Company = { joined: [], unwanted: [] }
): Promise<void> {
  const reasons = unwanted.map(({ delivery: { id }, why }) => ({ id, why }))
  await db.rawQuery(
    `with leader as (
       update deliveries set state = 'sent', sent_at = :now, message_id = :messageId, last_error = null,
         leased_until = null, held_for = null
       where id = :id and state = 'sending' and leased_until = :lease
       returning id
     ), unwanted as (
       select * from jsonb_to_recordset(:unwanted::jsonb) as u(id bigint, why text)
     ), parts as (
       select d.id, d.id = any(:joined) as is_joined, unwanted.why
       from leader join deliveries d on d.joined_into = leader.id and d.state = 'waiting'
       left join unwanted on unwanted.id = d.id
     )
     update deliveries d set
       state = case when p.is_joined then 'joined' when p.why is not null then 'dropped' else 'waiting' end,
       sent_at = case when p.is_joined then :now::timestamptz end,
       message_id = case when p.is_joined then :messageId end,
       last_error = p.why,
       held_for = case when not p.is_joined and p.why is null then d.held_for end,
       joined_into = case when p.is_joined then d.joined_into end
     from parts p where d.id = p.id and d.state = 'waiting'`,
    {
      id: delivery.id,
      lease: delivery.leasedUntil!.toJSDate(),
      now: clock.now().toJSDate(),
      messageId,
      joined: joined.map(({ id }) => id),
      unwanted: JSON.stringify(reasons),
    } as Record<string, any>
  )
}
