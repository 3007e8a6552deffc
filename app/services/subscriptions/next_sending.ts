import type { DateTime } from 'luxon'
import env from '#start/env'
import clock from '#services/clock'
import { readSettings } from '#services/settings/read_settings'
import { latestSending } from '#services/subscriptions/latest_sending'
import type { Cadence } from '#services/subscriptions/subscription'

/** When a cadence sends next. */
export async function nextSending(cadence: Cadence): Promise<DateTime> {
  const { reportsAt } = await readSettings()
  const now = clock.now()
  const step = { daily: { days: 1 }, weekly: { weeks: 1 }, monthly: { months: 1 } }[cadence]
  // The newest moment that has come one step from now lies ahead.
  const ahead = latestSending(cadence, reportsAt, now.plus(step), env.get('TIME_ZONE'))!
  return ahead.instant
}
