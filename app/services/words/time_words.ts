import { DateTime } from 'luxon'
import type { I18n } from '@adonisjs/i18n'
import clock from '#services/clock'
import { steadyZone } from '#services/words/steady_zone'

type When = DateTime | Date | string | null | undefined

/** A deadline as it is shown: words, the tone that goes with them, and whether it is over. */
export interface DueWords {
  text: string
  tone: 'wait' | 'stop' | null
  glyph: 's-due' | 's-late'
}

/**
 * Times as people read them, in one zone (design: "since 3 h", "in 55 min", "2 h late"; from a day on the date).
 * Accepts Luxon times, JS dates and ISO strings; null gives an empty string.
 */
export function timeWords(zone: string, i18n: I18n) {
  const here = steadyZone(zone)
  const at = (when: When): DateTime | null => parse(when)?.setZone(here) ?? null

  const day = (when: When) => at(when)?.setLocale(i18n.locale).toFormat('ccc d LLL') ?? ''

  const exact = (when: When) =>
    at(when)?.setLocale(i18n.locale).toFormat('ccc d LLL yyyy, HH:mm') ?? ''

  /** "today 09:02", "yesterday 09:02", "Sat 22 Nov, 08:00". */
  const moment = (when: When): string => {
    const time = at(when)
    if (!time) return ''
    const today = clock.now().setZone(here)
    const clockTime = time.toFormat('HH:mm')
    if (isSameDay(time, today)) return i18n.t('time.today', { time: clockTime })
    if (isSameDay(time, today.minus({ days: 1 })))
      return i18n.t('time.yesterday', { time: clockTime })
    const format = time.year === today.year ? 'ccc d LLL, HH:mm' : 'ccc d LLL yyyy, HH:mm'
    return time.setLocale(i18n.locale).toFormat(format)
  }

  /** A length in the coarsest unit that still helps: "40 min", "3 h", "2 days". */
  const length = (seconds: number): string => {
    const minutes = Math.max(0, Math.round(seconds / 60))
    if (minutes < 1) return i18n.t('time.moment')
    if (minutes < 60) return i18n.t('time.minutes', { count: minutes })
    const hours = Math.round(minutes / 60)
    if (hours < 48) return i18n.t('time.hours', { count: hours })
    return i18n.t('time.days', { count: Math.round(hours / 24) })
  }

  /** What a rule allows, in hours, exactly: "24 h", "1.5 h", from two days on in days where they are whole. */
  const allowed = (hours: number): string =>
    hours >= 48 && hours % 24 === 0
      ? i18n.t('time.days', { count: hours / 24 })
      : i18n.t('time.hours', { count: i18n.formatNumber(hours) })

  /** How long ago, to stand after "since": "3 h", "just now". */
  const age = (when: When): string => {
    const time = parse(when)
    if (!time) return ''
    const seconds = (clock.now().toMillis() - time.toMillis()) / 1000
    return seconds < 30 ? i18n.t('time.just_now') : length(seconds)
  }

  const due = (when: When): DueWords => {
    const time = parse(when)
    if (!time) return { text: '', tone: null, glyph: 's-due' }
    const seconds = (time.toMillis() - clock.now().toMillis()) / 1000
    if (seconds < 0) {
      return {
        text: i18n.t('time.late', { length: length(-seconds) }),
        tone: 'stop',
        glyph: 's-late',
      }
    }
    const tone = seconds < 2 * 3600 ? 'wait' : null
    const text = seconds < 24 * 3600 ? i18n.t('time.in', { length: length(seconds) }) : moment(when)
    return { text, tone, glyph: 's-due' }
  }

  const iso = (when: When) => at(when)?.toISO() ?? ''

  /** The time of day alone, to stand below its day. */
  const hour = (when: When) => at(when)?.toFormat('HH:mm') ?? ''

  /** The value of a datetime-local field. */
  const field = (when: When) => at(when)?.toFormat(`yyyy-MM-dd'T'HH:mm`) ?? ''

  return { zone, day, exact, moment, length, allowed, age, due, iso, hour, field }
}

export type TimeWords = ReturnType<typeof timeWords>

function isSameDay(one: DateTime, other: DateTime): boolean {
  return one.year === other.year && one.ordinal === other.ordinal
}

function parse(when: When): DateTime | null {
  if (!when) return null
  if (when instanceof Date) return DateTime.fromJSDate(when, { zone: 'utc' })
  const time = typeof when === 'string' ? DateTime.fromISO(when, { zone: 'utc' }) : when
  return time.isValid ? time : null
}
