/**
 * Remembers that somebody elsewhere fell silent: for a while nobody waits for him again, then one tries, and as long as that
 * one waits the others do not. A page with forty pictures would wait for each of them otherwise.
 */
export class Silence {
  #until = 0
  #isTried = false
  /** What it began with. */
  cause: unknown

  /** @param pause milliseconds in which nobody tries */
  constructor(readonly pause: number) {}

  /** Whether to ask now. Who does says how it went. */
  mayAsk(): boolean {
    if (this.#until === 0) return true
    if (this.#isTried || performance.now() < this.#until) return false
    this.#isTried = true
    return true
  }

  begin(cause: unknown): void {
    this.cause = cause
    this.#until = performance.now() + this.pause
    this.#isTried = false
  }

  end(): void {
    this.#until = 0
    this.#isTried = false
  }
}

/** True for an error that came of waiting: the clients of S3 and of Google say so in several ways. */
export function isOfWaiting(error: any): boolean {
  const { code, message = '' } = error ?? {}
  return (
    code === 'ETIMEDOUT' ||
    code === 'EHOSTUNREACH' ||
    /timed out|timeout|exceeded the configured|fell silent/i.test(message)
  )
}
