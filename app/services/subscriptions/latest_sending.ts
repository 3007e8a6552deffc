import type { DateTime } from 'luxon'
import type { Cadence } from '#services/subscriptions/subscription'

export interface Sending {
  /** The local day, "2026-11-21": one sending a day, however the clock is changed. */
  day: string
  instant: DateTime
}

/**
 * The newest moment at which a cadence sends: each day, each Monday, each first of a month, at a time of day. Counted on
 * the wall clock of the zone: a time that a change of the clock skips moves on by it, one that comes twice counts once.
 * @param at "HH:MM"
 */
export function latestSending(
  cadence: Cadence,
  at: string,
  now: DateTime,
  zone: string
): Sending | null {
  const here = now.setZone(zone)
  const [hour, minute] = at.split(':').map(Number)
  for (let back = 0; back <= 32; back += 1) {
    const day = here.startOf('day').minus({ days: back })
    if (!isTurn[cadence](day)) continue
    const instant = day.set({ hour, minute })
    if (instant <= here) return { day: day.toISODate()!, instant: instant.toUTC() }
  }
  return null
}

const isTurn: Record<Cadence, (day: DateTime) => boolean> = {
  daily: () => true,
  weekly: (day) => day.weekday === 1,
  monthly: (day) => day.day === 1,
}
