import { DateTime } from 'luxon'
import clock from '#services/clock'

const FULL =
  /^(?:(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})[ T,]+)?(?<hour>\d{1,2})[:.h](?<minute>\d{2})(?::\d{2})?\s*(?<half>[ap]\.?m\.?)?$/i
const NOW = /^(right )?now\W*$/i
const YESTERDAY = /^yesterday,?( at)?\s+/i
const TODAY = /^(today,?( at)?|at)\s+/i
/** An hour that no day has. */
const IMPOSSIBLE = 99

/**
 * Reads when something ended, the way people write it in a chat: "now", "14:30", "2:30 pm", "yesterday 18:00",
 * "2026-11-21 14:30". A bare time is the last one that has been.
 * @param zone of the person
 * @returns UTC; null for anything else
 */
export function readEndTime(text: string, zone: string): DateTime | null {
  const now = clock.now().setZone(zone)
  const words = text.trim().replace(/\s+/g, ' ')
  if (NOW.test(words)) return now.toUTC()
  const isYesterday = YESTERDAY.test(words)
  const isToday = TODAY.test(words)
  const found = FULL.exec(words.replace(YESTERDAY, '').replace(TODAY, ''))?.groups
  if (!found) return null
  const hour = hourOf(Number(found.hour), found.half)
  const minute = Number(found.minute)
  const day = found.year
    ? { year: Number(found.year), month: Number(found.month), day: Number(found.day) }
    : { year: now.year, month: now.month, day: now.day }
  const time = DateTime.fromObject({ ...day, hour, minute }, { zone })
  if (!time.isValid || time.year < 2000 || time.year >= 2100) return null
  if (found.year) return time.toUTC()
  const isAhead = time > now.plus({ minutes: 5 })
  const isDayBefore = isYesterday || (isAhead && !isToday)
  return (isDayBefore ? time.minus({ days: 1 }) : time).toUTC()
}

/** The hour of a day of 24; an impossible one stays impossible. */
function hourOf(hour: number, half: string | undefined): number {
  if (!half) return hour
  if (hour < 1 || hour > 12) return IMPOSSIBLE
  const isAfternoon = half.toLowerCase().startsWith('p')
  return (hour % 12) + (isAfternoon ? 12 : 0)
}
