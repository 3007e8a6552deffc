import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'

/** What a browser may leave unread before its stream is dropped, in bytes: some thousand events. */
const MOST_UNREAD = 128 * 1024

/** How long a stream that was ended may take to say its last word. */
const FAREWELL = 2_000

/** Milliseconds after which browsers come back: each after another time, so that they do not come all at once. */
const RETRY = { lost: [1_000, 4_000], restart: [500, 8_000], renew: [200, 2_000] } as const

/** Why a stream ends: the session is over, or shows the desk as somebody else now; the process ends; it has been open for long. */
export type Why = 'signed_out' | 'changed' | 'restart' | 'renew'

/** One open stream of one browser. It carries events; whom they are for is decided elsewhere. */
export class LiveStream {
  /** Made here, never by the client: nobody can guess or choose the stream of somebody else. */
  readonly id = randomBytes(16).toString('base64url')
  /** What was last told about who looks, for each ticket. */
  readonly told = new Map<number, string>()
  readonly #openedAt = performance.now()
  #out: ServerResponse
  #wasFull = false
  #hasEnded = false

  constructor(
    readonly viewer: { readonly userId: number; readonly sessionId: number },
    out: ServerResponse
  ) {
    this.#out = out
  }

  /** Milliseconds since it was opened. */
  get age(): number {
    return performance.now() - this.#openedAt
  }

  /** @param at where the stream begins: what is asked for when it must be taken up again */
  greet(at: number): void {
    const hello = eventText('hello', { stream: this.id, at })
    this.say(`retry: ${between(RETRY.lost)}\n${hello}${cursorText(at)}`)
  }

  /** @param text whole events */
  say(text: string): void {
    if (this.#hasEnded || this.#out.destroyed) return
    this.#out.write(text)
    if (this.#out.writableLength > MOST_UNREAD) this.drop()
  }

  /** A sign of life. Whoever has read nothing since the last one is not there any more. */
  beat(at: number): void {
    const isFull = this.#out.writableNeedDrain
    if (isFull && this.#wasFull) return this.drop()
    this.#wasFull = isFull
    this.say(`:\n${cursorText(at)}`)
  }

  end(why: Why): void {
    if (this.#hasEnded) return
    const retry = why === 'restart' || why === 'renew' ? RETRY[why] : RETRY.lost
    this.say(`retry: ${between(retry)}\n${eventText('end', { why })}`)
    this.#hasEnded = true
    this.#out.end()
    setTimeout(() => this.drop(), FAREWELL).unref()
  }

  drop(): void {
    this.#hasEnded = true
    this.#out.destroy()
  }
}

/** An event as it goes over the wire. */
export function eventText(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Moves the cursor of the browser on; an event without data is none. */
export function cursorText(at: number): string {
  return at > 0 ? `id: ${at}\n\n` : '\n'
}

function between([least, most]: readonly [number, number]): number {
  return Math.round(least + Math.random() * (most - least))
}
