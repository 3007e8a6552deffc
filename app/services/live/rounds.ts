import logger from '@adonisjs/core/services/logger'

/** Work that is done again and again while the process lives; each waits for its last round. */
export class Rounds {
  #timers = new Map<object, NodeJS.Timeout>()
  #isOver = false

  /** @param pause milliseconds between the end of a round and the next */
  every(pause: number, work: () => Promise<void>): void {
    if (this.#isOver) return
    const timer = setTimeout(async () => {
      try {
        await work()
      } catch (error) {
        // The database is away; the next round asks again.
        logger.debug({ reason: (error as Error).message }, 'live: a round failed')
      }
      this.every(pause, work)
    }, pause)
    this.#timers.set(work, timer.unref())
  }

  stop(): void {
    this.#isOver = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }
}
