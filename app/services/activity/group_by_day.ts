import { DateTime } from 'luxon'
import clock from '#services/clock'
import type { Words } from '#services/activity/describe_activity'
import { steadyZone } from '#services/words/steady_zone'

export interface Day<Row> {
  /** "Today", "Yesterday", "Saturday 21 November 2026". */
  label: string
  date: string
  rows: Row[]
}

/** Rows under the days of the viewer's zone on which they happened; their order stays. */
export function groupByDay<Row extends { at: string }>(
  rows: Row[],
  { i18n, times }: Words
): Day<Row>[] {
  const zone = steadyZone(times.zone)
  const today = clock.now().setZone(zone)
  const days: Day<Row>[] = []
  for (const row of rows) {
    const at = DateTime.fromISO(row.at).setZone(zone)
    const date = at.toISODate()!
    if (days.at(-1)?.date !== date) days.push({ date, label: labelOf(at), rows: [] })
    days.at(-1)!.rows.push(row)
  }
  return days

  function labelOf(at: DateTime): string {
    if (at.hasSame(today, 'day')) return i18n.t('history.today')
    if (at.hasSame(today.minus({ days: 1 }), 'day')) return i18n.t('history.yesterday')
    return at.setLocale(i18n.locale).toFormat('cccc d LLLL yyyy')
  }
}
