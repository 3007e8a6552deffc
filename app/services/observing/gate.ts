/** A place in a gate; call it once when the work is done. */
export type Leave = () => void

export interface GateLimits {
  /** How many work at once. */
  active: number
  /** How many may wait for a place. */
  waiting: number
  /** The longest wait, in milliseconds. */
  patience: number
  /** How many of them may belong to one key, such as a session; all of them when left out. */
  share?: { active: number; waiting: number }
}

interface Waiter {
  key: string | undefined
  /** Answers its wait, once. */
  answer: (leave: Leave | null) => void
}

/** How much the latest stay counts in the mean of all. */
const FRESHNESS = 0.1

/**
 * Lets so many in at once and a short queue wait, so that overload is answered fast instead of drowning the database
 * pool. First come, first served, but nobody has more than his share and the others come before who has just left; who
 * would wait longer than the patience is sent away at once.
 */
export class Gate {
  #active = 0
  #activeOf = new Map<string, number>()
  /** Mean milliseconds that a place is held. */
  #stay = 0
  #queue = new Set<Waiter>()

  constructor(
    readonly limits: GateLimits,
    readonly now: () => number = () => performance.now()
  ) {}

  /** How many work and wait right now. */
  get load(): { active: number; waiting: number } {
    return { active: this.#active, waiting: this.#queue.size }
  }

  /**
   * @param key whose share it counts to
   * @param gone aborted when he does not wait any more
   * @returns the place, or null when the queue is full or the wait was, or would be, too long
   */
  async enter(key?: string, gone?: AbortSignal): Promise<Leave | null> {
    if (this.#active < this.limits.active && this.#isWithinShare(key)) return this.#take(key)
    if (!this.#mayWait(key)) return null
    return new Promise((resolve) => {
      const giveUp = () => {
        this.#queue.delete(waiter)
        waiter.answer(null)
      }
      const timer = setTimeout(giveUp, this.limits.patience)
      const waiter: Waiter = {
        key,
        answer: (leave) => {
          clearTimeout(timer)
          gone?.removeEventListener('abort', giveUp)
          resolve(leave)
        },
      }
      gone?.addEventListener('abort', giveUp)
      this.#queue.add(waiter)
    })
  }

  #isWithinShare(key: string | undefined): boolean {
    const { share } = this.limits
    return !share || key === undefined || (this.#activeOf.get(key) ?? 0) < share.active
  }

  /** Whether one more may wait: there is room for him, and he would probably not wait for longer than the patience. */
  #mayWait(key: string | undefined): boolean {
    const { active, waiting, patience, share } = this.limits
    if (this.#queue.size >= waiting) return false
    let own = 0
    let before = 0
    for (const one of this.#queue) {
      if (key !== undefined && one.key === key) own += 1
      // Who has his share already does not stand in anybody's way.
      if (this.#isWithinShare(one.key)) before += 1
    }
    if (((before + 1) * this.#stay) / active > patience) return false
    if (!share || this.#isWithinShare(key)) return true
    return own < share.waiting && (own * this.#stay) / share.active <= patience
  }

  #take(key: string | undefined): Leave {
    this.#active += 1
    if (key !== undefined) this.#activeOf.set(key, (this.#activeOf.get(key) ?? 0) + 1)
    const since = this.now()
    let left = false
    return () => {
      if (left) return
      left = true
      this.#release(key)
      this.#stay += (this.now() - since - this.#stay) * FRESHNESS
      const next = this.#nextAfter(key)
      if (!next) return
      this.#queue.delete(next)
      next.answer(this.#take(next.key))
    }
  }

  #release(key: string | undefined): void {
    this.#active -= 1
    if (key === undefined) return
    const still = this.#activeOf.get(key)! - 1
    if (still > 0) this.#activeOf.set(key, still)
    else this.#activeOf.delete(key)
  }

  /** The first in line who has not his share yet, others before the one who has just left. */
  #nextAfter(key: string | undefined): Waiter | undefined {
    const free = [...this.#queue].filter((one) => this.#isWithinShare(one.key))
    return free.find((one) => key === undefined || one.key !== key) ?? free[0]
  }
}
