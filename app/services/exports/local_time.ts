import { steadyZone } from '#services/words/steady_zone'

/** Gives instants as milliseconds of the clock on a zone's wall. */
export function localTime(zone: string): (instant: Date) => number {
  const here = steadyZone(zone)
  return (instant) => instant.getTime() + here.offset(instant.getTime()) * 60_000
}
