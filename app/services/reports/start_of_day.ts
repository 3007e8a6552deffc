import { DateTime } from 'luxon'

/**
 * The first instant of a calendar day in a zone. Where clocks skip midnight the day begins after the gap; where they show
 * it twice it begins at the first one. Two days that follow each other always meet.
 * @param day YYYY-MM-DD
 * @param after the day so many days later
 */
export function startOfDay(day: string, zone: string, after = 0): DateTime {
  const date = DateTime.fromISO(day, { zone: 'utc' }).plus({ days: after }).toISODate()!
  const midnight = DateTime.fromISO(date, { zone }).startOf('day')
  const hourBefore = midnight.minus({ hours: 1 })
  return hourBefore.toISODate() === date ? hourBefore : midnight
}
