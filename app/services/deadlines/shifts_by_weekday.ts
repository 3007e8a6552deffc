import type { BusinessCalendar } from '#services/deadlines/business_calendar'

/** Milliseconds after midnight on the wall. */
export interface Shift {
  from: number
  to: number
}

/** The shifts of each weekday, Sunday first; in order, and those that touch or overlap as one. */
export function shiftsByWeekday({ hours }: BusinessCalendar): Shift[][] {
  return [7, 1, 2, 3, 4, 5, 6].map((weekday) => {
    const shifts = (hours[weekday] ?? [])
      .map(({ from, to }) => ({ from: sinceMidnight(from), to: sinceMidnight(to) }))
      .filter(({ from, to }) => to > from)
      .sort((a, b) => a.from - b.from)
    const merged: Shift[] = []
    for (const shift of shifts) {
      const last = merged.at(-1)
      if (last && shift.from <= last.to) last.to = Math.max(last.to, shift.to)
      else merged.push(shift)
    }
    return merged
  })
}

function sinceMidnight(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return (hour * 60 + minute) * 60_000
}
