import { DateTime, IANAZone } from 'luxon'

/** The first and the last minute of somebody's quiet hours, as `22:00` or `22:00:00`; they may span midnight. */
export interface QuietHours {
  from: string
  until: string
}

/**
 * When the quiet hours that are on now end.
 * @returns null when it is not quiet
 */
export function quietUntil(now: DateTime, zone: string, { from, until }: QuietHours) {
  const today = now.setZone(zone).startOf('day')
  for (const day of [today.minus({ days: 1 }), today]) {
    const begin = instantOf(day, from, zone)
    const end = instantOf(from < until ? day : day.plus({ days: 1 }), until, zone)
    if (begin <= now && now < end) return end
  }
  return null
}

/** The latest and the next moment at which a clock in a zone shows a time of day: once for every date. */
export function timesAround(now: DateTime, zone: string, time: string) {
  const today = now.setZone(zone).startOf('day')
  const moments = [-1, 0, 1, 2].map((days) => instantOf(today.plus({ days }), time, zone))
  return {
    last: moments.filter((moment) => moment <= now).at(-1)!,
    next: moments.find((moment) => moment > now)!,
  }
}

/**
 * The instant at which a clock in a zone first shows a time of day, in UTC. A time that is shown twice (the clock goes
 * back) is the first of the two; one that is skipped (the clock goes forward) is the moment of the jump.
 */
export function instantOf(day: DateTime, time: string, zone: string): DateTime {
  const [hour, minute] = time.split(':').map(Number)
  const wall = Date.UTC(day.year, day.month - 1, day.day, hour, minute)
  const { offsetAt, before, after } = offsetsAround(wall, zone)
  for (const offset of before >= after ? [before, after] : [after, before]) {
    const instant = wall - offset
    if (offsetAt(instant) === offset) return DateTime.fromMillis(instant, { zone: 'utc' })
  }
  return jumpBetween(wall - after, wall - before, offsetAt)
}

const HALF_A_DAY = 12 * 3_600_000

/** Milliseconds that a zone is ahead of UTC, half a day to either side of a wall clock's time. */
function offsetsAround(wall: number, zone: string) {
  const place = IANAZone.create(zone)
  const offsetAt = (instant: number) => place.offset(instant) * 60_000
  const guess = wall - offsetAt(wall)
  return { offsetAt, before: offsetAt(guess - HALF_A_DAY), after: offsetAt(guess + HALF_A_DAY) }
}

/** The clock jumps somewhere in between: found by halving. */
function jumpBetween(early: number, late: number, offsetAt: (instant: number) => number) {
  const offset = offsetAt(early)
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (offsetAt(middle) === offset) early = middle
    else late = middle
  }
  return DateTime.fromMillis(late, { zone: 'utc' })
}
