import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Conflict, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import { wakeDeliveries } from '#services/deliveries/wake_deliveries'
import type { Month } from '#services/reports/monthly/month'
import type { MONTH_READERS } from '#validators/monthly_report'

/** The kind of a delivery that is a monthly report. */
export const MONTHLY_KIND = 'monthly_report'

/**
 * Puts a monthly report into the outbox: to oneself, or, by an admin, to every manager and admin. Each gets what he may
 * see when it is sent. Pressed twice within an hour it goes once.
 * @returns how many get it
 * @throws Refusal 403 for others than admins, Conflict 409 for a month that cannot be said yet
 */
export async function sendMonth(
  month: Month,
  to: (typeof MONTH_READERS)[number],
  actor: Actor
): Promise<number> {
  const by = actor.by!
  if (to === 'managers' && !by.isAdmin) throw new Refusal('monthly.send_not_yours')
  return db.transaction(async (trx) => {
    await refuseUnsaid(trx, month)
    const ids = to === 'me' ? [by.id] : await managersAndAdmins(trx)
    const now = clock.now()
    const { rows } = await trx.rawQuery(
      `insert into deliveries (event_key, user_id, channel, kind, details, state, next_try_at, created_at)
       select :key, u.id, 'email', :kind, :details::jsonb, 'waiting', :now, :now from unnest(:ids::int[]) as u (id)
       on conflict (event_key, user_id, channel) do nothing returning id`,
      {
        key: `monthly:${month.key}:${by.id}:${now.toUTC().toFormat("yyyy-MM-dd'T'HH")}`,
        kind: MONTHLY_KIND,
        details: JSON.stringify({ year: month.year, month: month.month }),
        ids,
        now: now.toJSDate(),
      } as Record<string, any>
    )
    if (rows.length === 0) return 0
    await recordAudit(trx, {
      actor,
      action: 'monthly_report_sent',
      subjectType: 'monthly_report',
      subjectLabel: `${month.key.slice(0, 7)}, ${rows.length}`,
    })
    await wakeDeliveries(trx)
    return rows.length
  })
}

/** A month that has not begun, or whose figures are not frozen yet, says nothing. */
async function refuseUnsaid(trx: TransactionClientContract, month: Month): Promise<void> {
  const hasBegun = month.startsAt <= clock.now()
  if (hasBegun && !month.isOver) return
  const row = await trx.from('monthly_reports').where('month', month.key).select('month').first()
  if (!row) throw new Conflict('monthly.not_frozen')
}

async function managersAndAdmins(trx: TransactionClientContract): Promise<number[]> {
  const rows = await trx
    .from('users')
    .whereIn('role', ['manager', 'admin'])
    .whereNotNull('approved_at')
    .whereNull('deactivated_at')
    .orderBy('id')
    .select('id')
  return rows.map((row) => row.id as number)
}
