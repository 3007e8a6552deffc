import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import clock from '#services/clock'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'
import { freezeMonth } from '#services/reports/monthly/freeze_month'
import { monthAt, monthFrom, type Month } from '#services/reports/monthly/month'

/** Minutes after the end of a month at which it is frozen: what began before midnight is written by then. */
const SETTLED_AFTER = { minutes: 30 }

/**
 * Freezes every month that is over since half an hour and is not frozen yet, from the first ticket on and oldest first: a
 * desk that was down at the time, or that had no reports then, catches up. One process of all at a time.
 * @returns how many were frozen
 */
export async function freezeDueMonths(signal: AbortSignal): Promise<number> {
  const due = await dueMonths()
  if (due.length === 0) return 0
  const frozen = await asTheOnlyOne('freeze-months', async (lost) => {
    let count = 0
    for (const month of await dueMonths()) {
      if (signal.aborted || lost.aborted) break
      if (!(await freezeMonth(month, AbortSignal.any([signal, lost])))) continue
      count += 1
      logger.info({ month: month.key }, 'month frozen')
    }
    return count
  })
  return frozen ?? 0
}

/** Months that should be frozen by now and are not. */
export async function dueMonths(): Promise<Month[]> {
  const [first] = await db.from('ticket_facts').orderBy('created_at').limit(1).select('created_at')
  if (!first) return []
  const rows = await db
    .from('monthly_reports')
    .select(db.raw(`to_char(month, 'YYYY-MM-DD') as month`))
  const frozen = new Set(rows.map((row) => row.month as string))
  const settled = clock.now().minus(SETTLED_AFTER)
  const due: Month[] = []
  let month = monthAt(DateTime.fromJSDate(first.created_at))
  for (; month.endsAt <= settled; month = monthFrom(month, 1)) {
    if (!frozen.has(month.key)) due.push(month)
  }
  return due
}
