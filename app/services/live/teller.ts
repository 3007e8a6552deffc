import logger from '@adonisjs/core/services/logger'
import type { Announcement } from '#services/live/announce'
import { AGAIN, deliverHeard } from '#services/live/deliver_heard'
import { Heard } from '#services/live/heard'
import type { LiveStream } from '#services/live/live_stream'
import { Recent } from '#services/live/recent'
import type { Streams } from '#services/live/streams'

/** The shortest time between two deliveries, in milliseconds: what happens meanwhile goes together. */
const WINDOW = 100
/** What comes first waits this long for the rest of its transaction's news. */
const GATHER = 10
/** After a delivery that failed: the rights could not be asked for. */
const RETRY = 1_000

/** Tells the streams of this process what it hears from the database, put together for a moment. */
export class Teller {
  readonly #recent = new Recent()
  #heard = new Heard()
  /** When the oldest of what waits was heard, and of what is being delivered. */
  #heardAt = 0
  #busyAt = 0
  #isBusy = false
  #isListening = false
  #isOver = false
  #timer: NodeJS.Timeout | undefined
  #lastAt = 0

  /** @param closeEnded looks at the sessions of these people */
  constructor(
    readonly streams: Streams,
    readonly closeEnded: (userIds: ReadonlySet<number>) => Promise<void>
  ) {}

  get isListening(): boolean {
    return this.#isListening
  }

  /** Up to where everything was told: milliseconds of the clock; 0 when nobody knows. */
  get cursor(): number {
    if (!this.#isListening) return 0
    if (this.#isBusy) return this.#busyAt
    return this.#heard.isEmpty ? Date.now() : this.#heardAt
  }

  begin(): void {
    this.#isListening = true
    this.#recent.begin()
  }

  lose(): void {
    this.#isListening = false
  }

  stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
  }

  hear(said: Announcement | null): void {
    if (!said || this.#isOver) return
    this.#recent.add(said)
    if (this.streams.size === 0) return
    if (this.#heard.isEmpty) this.#heardAt = Date.now()
    this.#heard.add(said)
    this.#schedule(GATHER)
  }

  /** Tells one stream what its browser has missed since this cursor, or to ask for everything again. */
  async catchUp(stream: LiveStream, since: number): Promise<void> {
    const missed = this.#isListening ? this.#recent.since(since) : null
    if (!missed) return stream.say(AGAIN)
    const heard = new Heard()
    for (const said of missed) heard.add(said)
    const audience = new Map([[stream.viewer.userId, new Set([stream])]])
    await deliverHeard(heard, audience, this.cursor).catch(() => stream.say(AGAIN))
  }

  #schedule(soon: number): void {
    if (this.#timer || this.#isBusy || this.#isOver) return
    const wait = Math.max(soon, this.#lastAt + WINDOW - performance.now())
    this.#timer = setTimeout(() => this.#deliver(), wait)
  }

  async #deliver(): Promise<void> {
    const heard = this.#heard
    this.#timer = undefined
    this.#heard = new Heard()
    this.#isBusy = true
    this.#busyAt = this.#heardAt
    this.#lastAt = performance.now()
    const isDone = await this.#tell(heard)
    this.#isBusy = false
    if (!isDone) {
      this.#heard.addAll(heard)
      this.#heardAt = this.#busyAt
    }
    if (!this.#heard.isEmpty) this.#schedule(isDone ? GATHER : RETRY)
  }

  async #tell(heard: Heard): Promise<boolean> {
    try {
      if (heard.ended.size > 0) await this.closeEnded(heard.ended)
      await deliverHeard(heard, this.streams.byUser, this.#busyAt)
      return true
    } catch (error) {
      logger.warn({ reason: (error as Error).message }, 'live: could not deliver')
      return false
    }
  }
}
