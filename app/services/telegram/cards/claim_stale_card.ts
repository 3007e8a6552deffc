import db from '@adonisjs/lucid/services/db'
import TelegramCard from '#models/telegram_card'
import clock from '#services/clock'
import { LEASE_SECONDS } from '#services/deliveries/claim_delivery'

/**
 * Takes one card that may be out of date for this process alone.
 * @returns null when there is none
 */
export async function claimStaleCard(): Promise<TelegramCard | null> {
  const now = clock.now()
  const { rows } = await db.rawQuery(
    `update telegram_cards set next_try_at = :until, attempts = attempts + 1
     where id = (
       select c.id from telegram_cards c
       where c.is_stale and (c.next_try_at is null or c.next_try_at <= :now)
         and not exists (select 1 from telegram_pace p
           where p.chat_id = c.chat_id and p.next_at > clock_timestamp())
       order by c.id limit 1
       for update skip locked)
     returning id`,
    { now: now.toJSDate(), until: now.plus({ seconds: LEASE_SECONDS }).toJSDate() } as any
  )
  if (rows.length === 0) return null
  return TelegramCard.query().where('id', rows[0].id).preload('delivery').first()
}
