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

/**
 * Lets so many in at once and a short queue wait, so that overload is answered fast instead of drowning the database
 * pool. First come, first served.
 */
export class Gate {
  #active = 0
  #queue: { enter: (leave: Leave | null) => void; timer: NodeJS.Timeout }[] = []

  constructor(readonly limits: GateLimits) {}

  /** How many work and wait right now. */
  get load(): { active: number; waiting: number } {
    return { active: this.#active, waiting: this.#queue.length }
  }

  /** @returns the place, or null when the queue is full or the wait was too long */
  async enter(): Promise<Leave | null> {
    if (this.#active < this.limits.active) return this.#take()
    if (this.#queue.length >= this.limits.waiting) return null
    return new Promise((resolve) => {
      const place = {
        enter: resolve,
        timer: setTimeout(() => {
          this.#queue.splice(this.#queue.indexOf(place), 1)
          resolve(null)
        }, this.limits.patience),
      }
      this.#queue.push(place)
    })
  }

  #take(): Leave {
    this.#active += 1
    let left = false
    return () => {
      if (left) return
      left = true
      this.#active -= 1
      const next = this.#queue.shift()
      if (!next) return
      clearTimeout(next.timer)
      next.enter(this.#take())
    }
  }
}
