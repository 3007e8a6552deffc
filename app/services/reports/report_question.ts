import type { Infer } from '@vinejs/vine/types'
import { DateTime } from 'luxon'
import { Invalid } from '#exceptions/refusals'
import clock from '#services/clock'
import { startOfDay } from '#services/reports/start_of_day'
import { withChildren, type AskedTypes } from '#services/tickets/list/with_children'
import type { PRESETS, reportFilter } from '#validators/report'

/** No report looks further than this many years; a range of a century is a slip of the pen. */
export const MOST_YEARS = 10

export type ReportFilter = Infer<typeof reportFilter>
export type Preset = (typeof PRESETS)[number]

/** Days in a zone, both included. */
export interface Range {
  from: string
  to: string
  zone: string
}

/** What a report is asked for, complete. */
export interface ReportQuestion extends Omit<ReportFilter, 'range' | 'from' | 'to' | 'compare'> {
  preset: Preset
  range: Range
  /** The days that it is compared with; null when nothing is compared. */
  before: Range | null
  /** The type asked for with those below it. */
  types?: AskedTypes
}

/**
 * Completes the filters of a report: this month up to today without a word, the period before it beside it.
 * @throws Invalid 422 for days that are missing, reversed or more than ten years apart
 */
export async function completeQuestion(
  filter: ReportFilter,
  zone: string
): Promise<ReportQuestion> {
  const { range: asked, from, to, compare, ...filters } = filter
  // Days that somebody typed say more than a range that the address still carries.
  const preset = from || to ? 'custom' : (asked ?? 'month')
  const range = preset === 'custom' ? customRange(from, to, zone) : presetRange(preset, zone)
  return {
    ...filters,
    preset,
    range,
    before: compare === 'none' ? null : periodBefore(preset, range),
    types: filters.type ? await withChildren([filters.type]) : undefined,
  }
}

function customRange(from: string | undefined, to: string | undefined, zone: string): Range {
  if (!from) throw new Invalid('from', 'reports.from_missing')
  if (!to) throw new Invalid('to', 'reports.to_missing')
  if (to < from) throw new Invalid('to', 'reports.reversed')
  const last = DateTime.fromISO(from, { zone }).plus({ years: MOST_YEARS }).toISODate()!
  if (to >= last) throw new Invalid('to', 'reports.too_long', { years: MOST_YEARS })
  return { from, to, zone }
}

function presetRange(preset: Exclude<Preset, 'custom'>, zone: string): Range {
  const now = clock.now().setZone(zone)
  const first = preset === 'today' ? now : now.startOf(preset)
  return { from: first.toISODate()!, to: now.toISODate()!, zone }
}

/** The same part of the day, week, month or quarter before; of days of one's own choice as many days just before them. */
function periodBefore(preset: Preset, { from, to, zone }: Range): Range {
  const first = DateTime.fromISO(from, { zone })
  const last = DateTime.fromISO(to, { zone })
  if (preset === 'custom') {
    const days = Math.round(last.diff(first, 'days').days) + 1
    return {
      from: first.minus({ days }).toISODate()!,
      to: first.minus({ days: 1 }).toISODate()!,
      zone,
    }
  }
  const step = { today: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } }
  const back = preset === 'quarter' ? { months: 3 } : step[preset]
  // The 31st has no counterpart in a shorter month: Luxon takes its last day.
  const end = last.minus(back)
  return { from: first.minus(back).toISODate()!, to: end.toISODate()!, zone }
}

/** The instants at which a range begins and ends (exclusive): its days begin at midnight of its zone, DST or not. */
export function instantsOf({ from, to, zone }: Range): { start: Date; end: Date } {
  return {
    start: startOfDay(from, zone).toJSDate(),
    end: startOfDay(to, zone, 1).toJSDate(),
  }
}

/** Every day of a range, in order. */
export function daysOf({ from, to }: Pick<Range, 'from' | 'to'>): string[] {
  const days: string[] = []
  // Counted in UTC: where clocks skip midnight the days of a zone would drift past the last one.
  const last = DateTime.fromISO(to, { zone: 'utc' })
  for (
    let day = DateTime.fromISO(from, { zone: 'utc' });
    day <= last;
    day = day.plus({ days: 1 })
  ) {
    days.push(day.toISODate()!)
  }
  return days
}
