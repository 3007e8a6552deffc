import { DateTime } from 'luxon'
import env from '#start/env'
import db from '@adonisjs/lucid/services/db'
import type Delivery from '#models/delivery'
import clock from '#services/clock'
import { quietUntil, timesAround } from '#services/deliveries/local_times'
import { REQUESTS } from '#services/notifications/events'

/** Why a delivery waits although nothing is wrong with it. */
export type HeldFor = 'minute' | 'quiet' | 'digest' | 'limit'

/** What a claimed delivery may do now: leave, alone or with others, or wait. */
export type Pace =
  | { go: 'alone' | 'ticket' }
  /** With all that was written before the time of the digest. */
  | { go: 'digest'; before: DateTime }
  | { go: null; heldFor: HeldFor; until: DateTime }

/** Seconds between two mails to one person about one ticket. */
const BETWEEN = 60

/** What one person wants, and what he was told about the ticket before. */
interface Rhythm {
  zone: string
  quiet_from: string | null
  quiet_until: string | null
  quiet_holds_requests: boolean | null
  digest_at: string | null
  /** When the last one about this ticket left, or that one is on its way. */
  last_at: Date | null
  /** An earlier one about this ticket that is held back. */
  earlier_for: HeldFor | null
  earlier_until: Date | null
}

/**
 * Asks whether a claimed delivery may leave now, in one query. Quiet hours count for every channel; the minute between two
 * mails about a ticket and the daily digest are for mails alone. What concerns an account is never held, a request to
 * decide only in the quiet hours of people who want it so, and neither is joined with others.
 */
export async function paceDelivery(delivery: Delivery): Promise<Pace> {
  if (delivery.ticketId === null || delivery.userId === null) return { go: 'alone' }
  const rhythm = await loadRhythm(delivery)
  const now = clock.now()
  const isRequest = REQUESTS.includes(delivery.kind)
  const quietEnd = !isRequest || rhythm.quiet_holds_requests ? endOfQuiet(now, rhythm) : null
  if (isRequest) return quietEnd ? held('quiet', quietEnd) : { go: 'alone' }
  if (delivery.channel !== 'email') return quietEnd ? held('quiet', quietEnd) : { go: 'alone' }
  if (rhythm.digest_at) {
    const { last, next } = timesAround(now, rhythm.zone, rhythm.digest_at)
    if (delivery.createdAt >= last) return held('digest', next)
    if (quietEnd) return held('digest', quietEnd)
    // Marked first: of those that are marked one alone may lead, however many workers there are.
    return delivery.heldFor === 'digest' ? { go: 'digest', before: last } : held('digest', now)
  }
  if (quietEnd) return held('quiet', quietEnd)
  if (rhythm.earlier_for) {
    return held(rhythm.earlier_for, DateTime.fromJSDate(rhythm.earlier_until!))
  }
  const earliest = rhythm.last_at && DateTime.fromJSDate(rhythm.last_at).plus({ seconds: BETWEEN })
  return earliest && earliest > now ? held('minute', earliest) : { go: 'ticket' }
}

async function loadRhythm(delivery: Delivery): Promise<Rhythm> {
  const { rows } = await db.rawQuery(
    `select coalesce(u.time_zone, d.time_zone, :zone) as zone, s.quiet_from, s.quiet_until, s.quiet_holds_requests,
       s.digest_at, earlier.held_for as earlier_for, earlier.next_try_at as earlier_until,
       case when exists (
           select 1 from deliveries o
           where o.ticket_id = :ticketId and o.user_id = u.id and o.channel = :channel
             and o.state = 'sending' and o.id <> :id) then :now::timestamptz
         else (select o.sent_at from deliveries o
           where o.user_id = u.id and o.ticket_id = :ticketId and o.channel = :channel and o.state = 'sent'
           order by o.sent_at desc limit 1) end as last_at
     from users u
     join departments d on d.id = u.department_id
     left join notification_settings s on s.user_id = u.id
     left join lateral (
       select o.held_for, o.next_try_at from deliveries o
       where o.ticket_id = :ticketId and o.user_id = u.id and o.channel = :channel and o.id < :id
         and o.state = 'waiting' and o.held_for is not null and o.next_try_at > :now
       order by o.id limit 1) earlier on true
     where u.id = :userId`,
    {
      id: delivery.id,
      userId: delivery.userId,
      ticketId: delivery.ticketId,
      channel: delivery.channel,
      zone: env.get('TIME_ZONE'),
      now: clock.now().toJSDate(),
    } as Record<string, any>
  )
  return rows[0]
}

function endOfQuiet(now: DateTime, { zone, quiet_from: from, quiet_until: until }: Rhythm) {
  return from && until ? quietUntil(now, zone, { from, until }) : null
}

function held(heldFor: HeldFor, until: DateTime): Pace {
  return { go: null, heldFor, until }
}
