import { DateTime } from 'luxon'

let moved: { base: DateTime; setAt: number; frozen: boolean } | null = null

/**
 * The product's only source of "now", in UTC. Tests and the demo organisation move it; nothing else does.
 */
export const clock = {
  /** The present instant, UTC, with milliseconds. */
  now(): DateTime {
    if (!moved) return DateTime.utc()
    if (moved.frozen) return moved.base
    return moved.base.plus(Date.now() - moved.setAt)
  },

  /** Sets the clock to an instant; it stands still there until moved again or returned. */
  freeze(instant: DateTime): void {
    moved = { base: instant.toUTC(), setAt: Date.now(), frozen: true }
  },

  /** Sets the clock to an instant from which it goes on running. */
  moveTo(instant: DateTime): void {
    moved = { base: instant.toUTC(), setAt: Date.now(), frozen: false }
  },

  /** Gives the clock back to the machine. */
  goOn(): void {
    moved = null
  },
}

export default clock
