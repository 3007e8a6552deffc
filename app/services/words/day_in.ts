import { DateTime } from 'luxon'

/**
 * The instant at which a day begins in a zone.
 * @param date as yyyy-MM-dd
 * @param plus days to go on from it: 1 is the end of that day
 */
export function dayIn(zone: string, date: string, plus = 0): Date {
  return DateTime.fromISO(date, { zone }).plus({ days: plus }).toJSDate()
}
