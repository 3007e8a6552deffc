import type { Announcement } from '#services/live/announce'

/** How many announcements are kept for those who come back, and for how long. */
const MOST = 5_000
const LONGEST = 5 * 60_000

/** Clocks of several machines, and of a page that was made while something was committed, differ by no more. */
const SLACK = 2_000

/**
 * The announcements of the last minutes, so that a browser which lost its stream for a moment is told exactly what it
 * missed. Cursors are milliseconds of the machine's clock, the same on every web process.
 */
export class Recent {
  #kept: { at: number; said: Announcement }[] = []
  /** From when on nothing is missing. */
  #since = Number.POSITIVE_INFINITY

  /** Listening has begun, or begun again: what was said before is not known. */
  begin(at = Date.now()): void {
    this.#kept = []
    this.#since = at
  }

  add(said: Announcement, at = Date.now()): void {
    this.#kept.push({ at, said })
    if (this.#kept.length > MOST || this.#kept[0].at < at - LONGEST) this.#shorten(at)
  }

  /**
   * @param cursor of the last thing that was seen
   * @returns what was said since; null when that is not known
   */
  since(cursor: number): Announcement[] | null {
    const from = cursor - SLACK
    if (!(from >= this.#since)) return null
    return this.#kept.filter(({ at }) => at >= from).map(({ said }) => said)
  }

  /** In steps, so that not every announcement moves the whole list. */
  #shorten(now: number) {
    const old = this.#kept.findIndex(({ at }) => at >= now - LONGEST / 2)
    const dropped = this.#kept.splice(0, Math.max(old, this.#kept.length - MOST / 2))
    this.#since = Math.max(this.#since, dropped.at(-1)?.at ?? 0) + 1
  }
}
