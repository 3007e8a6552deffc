import { DateTime } from 'luxon'

/** A day, given as `YYYY-MM-DD`, as people read it: `Mon 23 Nov 2026`. */
export function dayWords(day: string, locale: string): string {
  return DateTime.fromISO(day).setLocale(locale).toFormat('ccc d LLL yyyy')
}
