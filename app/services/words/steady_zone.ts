import { IANAZone, Info, type Zone } from 'luxon'

const WEEK = 7 * 24 * 3_600_000

const zones = new Map<string, Zone>()

/**
 * A time zone that remembers its offsets by the week: Luxon asks Intl for each time anew, and a list holds hundreds of
 * them. A week in which the clocks change is asked for as before.
 */
export function steadyZone(name: string): Zone {
  const kept = zones.get(name)
  if (kept) return kept
  const usual = Info.normalizeZone(name)
  const zone = usual instanceof IANAZone && usual.isValid ? new SteadyZone(name) : usual
  zones.set(name, zone)
  return zone
}

class SteadyZone extends IANAZone {
  /** Minutes by the week since 1970; null where they change within it. */
  #offsets = new Map<number, number | null>()

  override offset(time: number): number {
    const week = Math.floor(time / WEEK)
    let offset = this.#offsets.get(week)
    if (offset === undefined) this.#offsets.set(week, (offset = this.#offsetOf(week)))
    return offset ?? super.offset(time)
  }

  #offsetOf(week: number): number | null {
    const begin = super.offset(week * WEEK)
    return begin === super.offset((week + 1) * WEEK) ? begin : null
  }
}
