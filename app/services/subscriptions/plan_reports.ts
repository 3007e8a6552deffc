import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import clock from '#services/clock'
import { wakeDeliveries } from '#services/deliveries/wake_deliveries'
import { readSettings } from '#services/settings/read_settings'
import { planGroup } from '#services/subscriptions/plan_group'
import { latestSending, type Sending } from '#services/subscriptions/latest_sending'
import { CADENCES, type Cadence } from '#services/subscriptions/subscription'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Milliseconds between two reports of one morning, so that they do not all come due at once. */
const APART = 300

/**
 * Puts the reports that are due into the outbox. However many workers ask, each is one row of its day; after an outage the
 * newest one is made up for. Who may read what is judged when it is sent.
 * @returns how many deliveries were written
 */
export async function planReports(): Promise<number> {
  const { reportsAt } = await readSettings()
  const now = clock.now()
  return db.transaction(async (trx) => {
    let written = 0
    for (const cadence of CADENCES) {
      const due = latestSending(cadence, reportsAt, now, env.get('TIME_ZONE'))
      if (due) written += await planCadence(trx, cadence, due, now)
      if (due && cadence === 'daily') written += await planGroup(trx, due, now)
    }
    if (written > 0) await wakeDeliveries(trx)
    return written
  })
}

/** Those begun before its moment; people without an account that is open get nothing, and miss nothing later. */
async function planCadence(
  trx: TransactionClientContract,
  cadence: Cadence,
  { day, instant }: Sending,
  now: DateTime
): Promise<number> {
  const { rows } = await trx.rawQuery(
    `with due as (
       update report_subscriptions s set last_day = :day::date
       from users u
       where u.id = s.user_id and u.approved_at is not null and u.deactivated_at is null
         and s.cadence = :cadence and s.ended_at is null and s.created_at < :instant
         and (s.last_day is null or s.last_day < :day::date)
       returning s.id, s.user_id, s.kind
     )
     insert into deliveries (event_key, user_id, channel, kind, details, state, next_try_at, created_at)
     select 'report:' || id || ':' || :day, user_id, 'email', case kind when 'view' then 'report' else kind end,
       jsonb_build_object('subscription', id, 'day', :day::text), 'waiting',
       :now::timestamptz + (row_number() over (order by id) - 1) * interval '${APART} milliseconds', :now
     from due
     on conflict (event_key, user_id, channel) do nothing
     returning id`,
    { cadence, day, instant: instant.toJSDate(), now: now.toJSDate() } as Record<string, any>
  )
  return rows.length
}
