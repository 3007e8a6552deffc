import { InvalidFields, type Fault } from '#exceptions/invalid_fields'
import type { BusinessCalendar } from '#services/deadlines/business_calendar'

/** Stretches of each weekday as they were typed: `d1` is Monday. */
export type TypedHours = Partial<Record<string, { from?: string | null; to?: string | null }[]>>

/** Rows of one day; enough for a day in quarters of shifts. */
export const MOST_STRETCHES = 6

interface Stretch {
  from: string
  to: string
  field: string
}

/**
 * The working hours of a week from a form; rows that were left empty are none.
 * @throws InvalidFields 422 with a sentence at every row that is no stretch of time, and for a week without any
 */
export function readHours(typed: TypedHours): BusinessCalendar['hours'] {
  const faults: Record<string, Fault> = {}
  const hours: BusinessCalendar['hours'] = {}
  for (let day = 1; day <= 7; day++) {
    const rows = typed[`d${day}`] ?? []
    const stretches = rows.flatMap((row, index) => {
      const read = readRow(row, `hours.d${day}.${index}`)
      if (read && 'key' in read) faults[`hours.d${day}.${index}`] = read
      return read && 'from' in read ? [read] : []
    })
    stretches.sort((a, b) => a.from.localeCompare(b.from))
    noteOverlaps(stretches, faults)
    if (stretches.length > 0) hours[day] = stretches.map(({ from, to }) => ({ from, to }))
  }
  if (Object.keys(faults).length === 0 && Object.keys(hours).length === 0) {
    faults.hours = { key: 'calendar.no_hours' }
  }
  if (Object.keys(faults).length > 0) throw new InvalidFields(faults)
  return hours
}

/** @returns null for a row that was left empty */
function readRow(
  row: { from?: string | null; to?: string | null },
  field: string
): Stretch | Fault | null {
  const [typedFrom, typedTo] = [row.from?.trim() ?? '', row.to?.trim() ?? '']
  if (!typedFrom && !typedTo) return null
  if (!typedFrom || !typedTo) return { key: 'calendar.half' }
  const [from, to] = [readTime(typedFrom), readTime(typedTo)]
  if (!from || !to)
    return { key: 'calendar.no_time', params: { value: from ? typedTo : typedFrom } }
  if (to <= from) return { key: 'calendar.ends_before_start' }
  return { from, to, field }
}

/** "9", "9:00", "0900" and "09.00" are all nine o'clock. @returns `HH:MM` from 00:00 to 24:00; null for anything else */
function readTime(typed: string): string | null {
  const [, hour, minute = '00'] = typed.match(/^(\d{1,2})(?:[:.]?(\d{2}))?$/) ?? []
  if (!hour || Number(minute) > 59) return null
  if (Number(hour) * 60 + Number(minute) > 24 * 60) return null
  return `${hour.padStart(2, '0')}:${minute}`
}

function noteOverlaps(sorted: Stretch[], faults: Record<string, Fault>) {
  for (const [index, stretch] of sorted.entries()) {
    const earlier = sorted[index - 1]
    if (!earlier || earlier.to <= stretch.from) continue
    const params = { from: earlier.from, to: earlier.to }
    faults[stretch.field] = { key: 'calendar.overlaps', params }
  }
}
