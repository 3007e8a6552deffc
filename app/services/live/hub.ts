import type { ServerResponse } from 'node:http'
import { AGAIN } from '#services/live/deliver_heard'
import { findEnded } from '#services/live/find_ended'
import { readAnnouncement } from '#services/live/heard'
import { Listener } from '#services/live/listener'
import { cursorText, LiveStream } from '#services/live/live_stream'
import { forgetLookers, keepLookers } from '#services/live/keep_lookers'
import { Rounds } from '#services/live/rounds'
import { Streams } from '#services/live/streams'
import { Teller } from '#services/live/teller'
import { addGauge } from '#services/observing/metrics'

/** Sessions are looked at more often than the five seconds in which a stream must close. */
const LOOK = 3_500
const BEAT = 20_000
/** A page that is loaded anew looks again at once; until then its person has not left. */
const GRACE = 3_000
/** A stream is renewed after this long, so that processes share them evenly and a forgotten one ends. */
const LIFE = 60 * 60_000

/** The live streams of this web process, from their greeting to their end. */
export class Hub {
  readonly streams = new Streams()
  readonly #teller = new Teller(this.streams, (userIds) => this.closeEnded(userIds))
  readonly #rounds = new Rounds()
  #listener: Listener | null = null
  #isOver = false
  /** Streams that have closed and may still be noted as looking. */
  #left: string[] = []

  get isListening(): boolean {
    return this.#teller.isListening
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Begins to listen. Only a web server does: whatever else boots the application would never end. */
  start(databaseUrl: string): void {
    this.#listener = new Listener(databaseUrl, {
      begin: () => this.#begin(),
      hear: (payload) => this.#teller.hear(readAnnouncement(payload)),
      lose: () => this.#teller.lose(),
    })
    this.#listener.start()
    this.#rounds.every(LOOK, () => this.closeEnded())
    this.#rounds.every(BEAT, () => this.#beat())
    this.#rounds.every(GRACE, () => this.#forget())
  }

  /** Ends every stream, with times to come back that lie apart. */
  stop(): void {
    this.#isOver = true
    this.#rounds.stop()
    this.#teller.stop()
    this.#listener?.stop()
    for (const stream of this.streams) stream.end('restart')
  }

  /** @param since the cursor of a browser that comes back, or of the page that opens its first stream */
  open(viewer: LiveStream['viewer'], out: ServerResponse, since: number | null): LiveStream {
    const stream = new LiveStream(viewer, out)
    this.streams.add(stream)
    out.once('close', () => {
      this.streams.remove(stream)
      this.#left.push(stream.id)
    })
    stream.greet(this.#teller.cursor)
    if (since !== null) void this.#teller.catchUp(stream, since)
    return stream
  }

  /** Ends the streams whose sessions are over or somebody else's eyes, of all people or of these. */
  async closeEnded(userIds?: ReadonlySet<number>): Promise<void> {
    const asked = [...this.streams].filter((one) => !userIds || userIds.has(one.viewer.userId))
    if (asked.length === 0) return
    const whyEnded = await findEnded([...new Set(asked.map((one) => one.viewer.sessionId))])
    for (const stream of asked) {
      const why = whyEnded(stream.viewer)
      if (why) stream.end(why)
    }
  }

  /** What was said before is not known: every open page asks for everything again. */
  #begin(): void {
    this.#teller.begin()
    for (const stream of this.streams) stream.say(AGAIN + cursorText(this.#teller.cursor))
  }

  async #beat(): Promise<void> {
    const { cursor } = this.#teller
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
