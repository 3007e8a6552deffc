import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { asTheOnlyOne } from '#services/jobs/as_the_only_one'
import { sumMonth } from '#services/reports/sums/sum_month'

/** Sums past months that were not summed yet or changed since, the newest first; one process at a time. */
export async function sumMonths(signal?: AbortSignal): Promise<void> {
  await asTheOnlyOne('sum-months', async (lost) => {
    await forgetUnsummed()
    for (const month of await monthsToSum()) {
      if (signal?.aborted || lost.aborted) return
      await sumMonth(month)
    }
  })
}

/**
 * No sums are kept of the month that goes on: what its changes leave is of no use. A clock that was put back makes a month
 * go on that was summed before; what changes in it is of use.
 */
async function forgetUnsummed(): Promise<void> {
  await db
    .from('changed_months as c')
    .where('c.month', '>=', thisMonth())
    .whereRaw('not exists (select from summed_months s where s.month = c.month)')
    .delete()
}

/** The months whose sums are missing or out of date, the newest first; as YYYY-MM-DD. */
export async function monthsToSum(): Promise<string[]> {
  const { rows } = await db.rawQuery(
    `select to_char(m, 'YYYY-MM-DD') as month
     from generate_series(
       (select date_trunc('month', min(created_at) at time zone 'UTC') from ticket_facts),
       ?::date - interval '1 month', '1 month') m
     where not exists (select from summed_months s where s.month = m::date)
       or exists (select from changed_months c where c.month = m::date)
     order by m desc`,
    [thisMonth()]
  )
  return rows.map(({ month }: { month: string }) => month)
}

function thisMonth(): string {
  return clock.now().toUTC().startOf('month').toISODate()!
}
