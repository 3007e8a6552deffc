import { DateTime } from 'luxon'

export interface Schedule {
  /** A divisor or a multiple of 24; 0 is never. */
  everyHours: number
  /** Local time of day, "HH:MM". */
  at: string
}

export interface Occurrence {
  /** Local date and time; the same one twice a year is one occurrence. */
  key: string
  instant: DateTime
}

/**
 * The newest moment of the schedule that has come. Counted on the wall clock of the zone: an hour that a change of the
 * clock skips moves on by it, one that comes twice counts once.
 */
export function latestOccurrence(
  { everyHours, at }: Schedule,
  now: DateTime,
  zone: string
): Occurrence | null {
  if (everyHours <= 0) return null
  const here = now.setZone(zone)
  const [hour, minute] = at.split(':').map(Number)
  const days = Math.max(1, everyHours / 24)
  for (let back = 0; back <= days; back += 1) {
    const day = here.startOf('day').minus({ days: back })
    if (!isTurn(day, days)) continue
    const found = hoursOf(everyHours, hour)
      .map((one) => day.set({ hour: one, minute }))
      .filter((one) => one <= here)
      .at(-1)
    if (found) return { key: found.toFormat('yyyy-MM-dd HH:mm'), instant: found.toUTC() }
  }
  return null
}

/** Days are counted from 1970, so that every process finds the same ones. */
function isTurn(day: DateTime, days: number): boolean {
  const number = Math.floor(DateTime.utc(day.year, day.month, day.day).toSeconds() / 86_400)
  return number % days === 0
}

function hoursOf(everyHours: number, first: number): number[] {
  if (everyHours >= 24) return [first]
  const count = Math.floor(24 / everyHours)
  return Array.from({ length: count }, (_, n) => (first + n * everyHours) % 24).sort(
    (a, b) => a - b
  )
}
