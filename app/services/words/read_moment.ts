import { DateTime } from 'luxon'

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/

/**
 * Reads the value of a datetime-local field as an instant in a zone.
 * @returns UTC; null for anything that is no time between the years 2000 and 2100
 */
export function readMoment(value: string, zone: string): DateTime | null {
  if (!FORM.test(value.trim())) return null
  const time = DateTime.fromISO(value.trim(), { zone })
  return time.isValid && time.year >= 2000 && time.year < 2100 ? time.toUTC() : null
}
