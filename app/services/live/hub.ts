import type { ServerResponse } from 'node:http'
import logger from '@adonisjs/core/services/logger'
import type { Announcement } from '#services/live/announce'
import { AGAIN, deliverHeard } from '#services/live/deliver_heard'
import { findEnded } from '#services/live/find_ended'
import { Heard, readAnnouncement } from '#services/live/heard'
import { Listener } from '#services/live/listener'
import { cursorText, LiveStream } from '#services/live/live_stream'
import { forgetLookers, keepLookers } from '#services/live/lookers'
import { Recent } from '#services/live/recent'
import { Rounds } from '#services/live/rounds'
import { Streams } from '#services/live/streams'
import { addGauge } from '#services/observing/metrics'

/** The shortest time between two deliveries: what happens meanwhile goes together. */
const WINDOW = 100
/** What comes first waits this long for the rest of its transaction's news. */
const GATHER = 10
/** After a delivery that failed: the rights could not be asked for. */
const RETRY = 1_000

/** Sessions are looked at more often than the five seconds in which a stream must close. */
const LOOK = 3_500
const BEAT = 20_000
/** A page that is loaded anew looks again at once; until then its person has not left. */
const GRACE = 3_000
/** A stream is renewed after this long, so that processes share them evenly and a forgotten one ends. */
const LIFE = 60 * 60_000

/**
 * The live streams of this web process: what it hears from the database, put together for a moment, goes to the streams
 * whose people may know it.
 */
export class Hub {
  readonly streams = new Streams()
  readonly #recent = new Recent()
  readonly #rounds = new Rounds()
  #heard = new Heard()
  #heardAt = 0
  #busyAt = 0
  #listener: Listener | null = null
  #isListening = false
  #isOver = false
  #isBusy = false
  #timer: NodeJS.Timeout | undefined
  #lastAt = 0
  #left: string[] = []

  get isListening(): boolean {
    return this.#isListening
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Begins to listen. Only a web server does: whatever else boots the application would never end. */
  start(databaseUrl: string): void {
    this.#listener = new Listener(databaseUrl, {
      begin: () => this.begin(),
      hear: (payload) => this.hear(readAnnouncement(payload)),
      lose: () => (this.#isListening = false),
    })
    this.#listener.start()
    this.keepRounds()
  }

  /** What was said before is not known: every open page asks for everything again. */
  begin(): void {
    this.#isListening = true
    this.#recent.begin()
    for (const stream of this.streams) stream.say(AGAIN + cursorText(this.cursor))
  }

  keepRounds(): void {
    this.#rounds.every(LOOK, () => this.closeEnded())
    this.#rounds.every(BEAT, () => this.#beat())
    this.#rounds.every(GRACE, () => this.#forget())
  }

  /** Ends every stream, with times to come back that lie apart. */
  stop(): void {
    this.#isOver = true
    this.#rounds.stop()
    clearTimeout(this.#timer)
    for (const stream of this.streams) stream.end('restart')
    this.#listener?.stop()
  }

  /** Up to where everything was told: milliseconds of the clock; 0 when nobody knows. */
  get cursor(): number {
    if (!this.#isListening) return 0
    if (this.#isBusy) return this.#busyAt
    return this.#heard.isEmpty ? Date.now() : this.#heardAt
  }

  /** @param since the cursor of a browser that comes back, or of the page that opens its first stream */
  open(viewer: LiveStream['viewer'], out: ServerResponse, since: number | null): LiveStream {
    const stream = new LiveStream(viewer, out)
    this.streams.add(stream)
    out.once('close', () => {
      this.streams.remove(stream)
      this.#left.push(stream.id)
    })
    stream.greet(this.cursor)
    if (since !== null) void this.#catchUp(stream, since)
    return stream
  }

  hear(said: Announcement | null): void {
    if (!said || this.#isOver) return
    if (this.#heard.isEmpty) this.#heardAt = Date.now()
    this.#recent.add(said)
    if (this.streams.size === 0) return
    this.#heard.add(said)
    this.#schedule(GATHER)
  }

  /** Ends the streams whose sessions are over. */
  async closeEnded(userIds?: ReadonlySet<number>): Promise<void> {
    const asked = [...this.streams].filter((one) => !userIds || userIds.has(one.viewer.userId))
    const ended = await findEnded([...new Set(asked.map((one) => one.viewer.sessionId))])
    for (const stream of asked) if (ended.has(stream.viewer.sessionId)) stream.end('signed_out')
  }

  #schedule(soon: number): void {
    if (this.#timer || this.#isBusy || this.#isOver) return
    const wait = Math.max(soon, this.#lastAt + WINDOW - performance.now())
    this.#timer = setTimeout(() => this.#deliver(), wait)
  }

  async #deliver(): Promise<void> {
    this.#timer = undefined
    const heard = this.#heard
    this.#heard = new Heard()
    this.#isBusy = true
    this.#busyAt = this.#heardAt
    this.#lastAt = performance.now()
    let isLate = false
    try {
      if (heard.ended.size > 0) await this.closeEnded(heard.ended)
      await deliverHeard(heard, this.streams.byUser, this.#busyAt)
    } catch (error) {
      isLate = true
      logger.warn({ reason: (error as Error).message }, 'live: could not deliver')
      this.#heard.addAll(heard)
      this.#heardAt = this.#busyAt
    }
    this.#isBusy = false
    if (!this.#heard.isEmpty) this.#schedule(isLate ? RETRY : GATHER)
  }

  async #catchUp(stream: LiveStream, since: number): Promise<void> {
    const missed = this.#isListening ? this.#recent.since(since) : null
    if (!missed) return stream.say(AGAIN)
    const heard = new Heard()
    for (const said of missed) heard.add(said)
    const audience = new Map([[stream.viewer.userId, new Set([stream])]])
    await deliverHeard(heard, audience, this.cursor).catch(() => stream.say(AGAIN))
  }

  async #beat(): Promise<void> {
    const { cursor } = this
    for (const stream of this.streams) {
      // Each after another time, so that those who came together do not come back together.
      if (stream.age > LIFE * (1 + Math.random())) stream.end('renew')
      else stream.beat(cursor)
    }
    await keepLookers([...this.streams].map(({ id }) => id))
  }

  async #forget(): Promise<void> {
    if (this.#left.length > 0) await forgetLookers(this.#left.splice(0))
  }
}

/** The hub of this process. */
export const hub = new Hub()

addGauge('countersign_live_streams', 'Live streams that are open', () => hub.streams.size)
addGauge('countersign_live_listening', 'Listens to the database: 1 or 0', () =>
  Number(hub.isListening)
)
