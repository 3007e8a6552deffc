import type { DateTime } from 'luxon'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import env from '#start/env'
import { readSettings } from '#services/settings/read_settings'
import type { Sending } from '#services/subscriptions/latest_sending'
import { hasTelegram } from '#services/telegram/has_telegram'

/** The daily report to the Telegram group, once the desk had people before its moment. */
export async function planGroup(
  trx: TransactionClientContract,
  { day, instant }: Sending,
  now: DateTime
): Promise<number> {
  const { groupReport } = await readSettings()
  if (groupReport !== 'daily' || !hasTelegram() || !env.get('TELEGRAM_GROUP_CHAT_ID')) return 0
  const { rows } = await trx.rawQuery(
    `insert into deliveries (event_key, channel, kind, details, state, next_try_at, created_at)
     select :key, 'telegram_group', 'daily_report', jsonb_build_object('day', :day::text), 'waiting', :now, :now
     where exists (select 1 from users where created_at < :instant)
       and not exists (select 1 from deliveries where event_key = :key and channel = 'telegram_group')
     on conflict do nothing
     returning id`,
    {
      key: `report:daily:${day}`,
      day,
      instant: instant.toJSDate(),
      now: now.toJSDate(),
    } as Record<string, any>
  )
  return rows.length
}
