import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'

/** From an instant up to another one, which is not part of it. */
export interface Stretch {
  start: Date
  end: Date
}

/** Whole months (UTC) within a stretch whose sums are up to date, as YYYY-MM-DD in order. */
export async function keptMonths({ start, end }: Stretch): Promise<string[]> {
  const first = monthFrom(start)
  const last = DateTime.fromJSDate(end, { zone: 'utc' }).startOf('month')
  if (first >= last) return []
  const rows = await db
    .from('summed_months as m')
    .where('m.month', '>=', first.toISODate()!)
    .where('m.month', '<', last.toISODate()!)
    .whereRaw('not exists (select from changed_months c where c.month = m.month)')
    .orderBy('m.month')
    .select(db.raw(`to_char(m.month, 'YYYY-MM-DD') as month`))
  return rows.map(({ month }) => month)
}

/** What is left of a stretch without some of its months. */
export function withoutMonths({ start, end }: Stretch, months: string[]): Stretch[] {
  const left: Stretch[] = []
  let from = start
  for (const month of months) {
    const first = DateTime.fromISO(month, { zone: 'utc' })
    if (first.toJSDate() > from) left.push({ start: from, end: first.toJSDate() })
    from = first.plus({ months: 1 }).toJSDate()
  }
  return from < end ? [...left, { start: from, end }] : left
}

/** The first month that begins at an instant or after it. */
function monthFrom(instant: Date): DateTime {
  const at = DateTime.fromJSDate(instant, { zone: 'utc' })
  const first = at.startOf('month')
  return first < at ? first.plus({ months: 1 }) : first
}
