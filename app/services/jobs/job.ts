/** One kind of background work. Several workers may run it at once: it claims what it does from the database. */
export interface Job {
  /** Name of its queue. */
  name: string
  /** Cron expression in UTC: when it runs although nobody asked for it. */
  schedule: string
  /** Runs at once when a transaction that asked for it commits, and when a worker starts. */
  isWoken?: boolean
  /**
   * Does what there is to do.
   * @param signal aborted when the worker ends: finish the present piece and stop
   * @returns the instant of the next piece of work, if it is sooner than the schedule
   */
  run(signal: AbortSignal): Promise<Date | null | void>
}
