/** A place in a gate; call it once when the work is done. */
export type Leave = () => void

export interface GateLimits {
  /** How many work at once. */
  active: number
  /** How many may wait for a place. */
  waiting: number
  /** The longest wait, in milliseconds. */
  patience: number
}

/** How much the latest stay counts in the mean of all. */
const FRESHNESS = 0.1

/**
 * Lets so many in at once and a short queue wait, so that overload is answered fast instead of drowning the database
 * pool. First come, first served; who would wait longer than the patience is sent away at once.
 */
export class Gate {
  #active = 0
  /** Mean milliseconds that a place is held. */
  #stay = 0
  #queue: { enter: (leave: Leave | null) => void; timer: NodeJS.Timeout }[] = []

  constructor(
    readonly limits: GateLimits,
    readonly now: () => number = () => performance.now()
  ) {}

  /** How many work and wait right now. */
  get load(): { active: number; waiting: number } {
    return { active: this.#active, waiting: this.#queue.length }
  }

  /** Milliseconds that one more would probably wait. */
  get #wait(): number {
    return ((this.#queue.length + 1) * this.#stay) / this.limits.active
  }

  /** @returns the place, or null when the queue is full or the wait was, or would be, too long */
  async enter(): Promise<Leave | null> {
    if (this.#active < this.limits.active) return this.#take()
    const { waiting, patience } = this.limits
    if (this.#queue.length >= waiting || this.#wait > patience) return null
    return new Promise((resolve) => {
      const place = {
        enter: resolve,
        timer: setTimeout(() => {
          this.#queue.splice(this.#queue.indexOf(place), 1)
          resolve(null)
        }, patience),
      }
      this.#queue.push(place)
    })
  }

  #take(): Leave {
    this.#active += 1
    const since = this.now()
    let left = false
    return () => {
      if (left) return
      left = true
      this.#active -= 1
      this.#stay += (this.now() - since - this.#stay) * FRESHNESS
      const next = this.#queue.shift()
      if (!next) return
      clearTimeout(next.timer)
      next.enter(this.#take())
    }
  }
}
