import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http'
import { until } from '#tests/support/until'
import { baseUrl, type Visitor } from '#tests/support/visitor'

export interface LiveEvent {
  name: string
  data: any
  /** The cursor after it, when the server gave one. */
  at: number
  /** performance.now() when it came. */
  received: number
}

/** A browser's live stream over a real connection, as EventSource would read it. */
export class LiveClient {
  readonly events: LiveEvent[] = []
  status = 0
  headers: IncomingMessage['headers'] = {}
  /** Milliseconds it was told to wait before it comes back. */
  retry = 0
  cursor = 0
  hasEnded = false
  #asking: ClientRequest
  #answer: IncomingMessage | null = null
  #rest = ''
  #name = 'message'

  /** @param options since: the cursor of a page; last: that of an earlier stream */
  constructor(
    visitor: Pick<Visitor, 'base' | 'cookies'>,
    options: { since?: number; last?: number } = {}
  ) {
    const query = options.since === undefined ? '' : `?since=${options.since}`
    this.#asking = request(`${visitor.base}/live${query}`, {
      agent: new Agent({ keepAlive: false }),
      headers: {
        accept: 'text/event-stream',
        cookie: visitor.cookies(),
        ...(options.last === undefined ? {} : { 'last-event-id': String(options.last) }),
      },
    })
    this.#asking.on('error', () => (this.hasEnded = true))
    this.#asking.on('response', (answer) => this.#begin(answer))
    this.#asking.end()
  }

  /** Reads no more; what comes stays in the buffers of both sides. */
  stall(): void {
    this.#answer?.socket.pause()
    this.#answer?.pause()
  }

  close(): void {
    this.#asking.destroy()
  }

  /** Everything of one kind that has come. */
  all(name: string): LiveEvent[] {
    return this.events.filter((event) => event.name === name)
  }

  /** Tickets it was told of, in order. */
  get tickets(): number[] {
    return this.all('ticket').map(({ data }) => data.id)
  }

  /** Its id, once it was greeted. */
  get id(): string {
    return this.all('hello')[0]?.data.stream ?? ''
  }

  /** Waits for an event. */
  async next(name: string, seconds = 10): Promise<LiveEvent> {
    const before = this.all(name).length
    await until(() => this.all(name).length > before, `a stream hears "${name}"`, seconds)
    return this.all(name)[before]
  }

  async opened(): Promise<this> {
    await until(() => this.id !== '' || this.hasEnded || this.status >= 400, 'the stream opens')
    return this
  }

  #begin(answer: IncomingMessage) {
    this.#answer = answer
    this.status = answer.statusCode!
    this.headers = answer.headers
    answer.setEncoding('utf8')
    answer.on('data', (text: string) => this.#read(text))
    answer.on('close', () => (this.hasEnded = true))
    answer.on('error', () => {})
  }

  #read(text: string) {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop()!
    for (const line of lines) {
      const [, field, value] = /^(\w*): ?(.*)$/.exec(line) ?? []
      if (field === 'event') this.#name = value
      if (field === 'retry') this.retry = Number(value)
      if (field === 'id') this.cursor = Number(value)
      if (field === 'data') {
        const received = performance.now()
        this.events.push({ name: this.#name, data: JSON.parse(value), at: this.cursor, received })
      }
      if (line === '') this.#name = 'message'
    }
  }
}

/** Opens the stream of a visitor and waits for its greeting. */
export async function listen(
  visitor: Pick<Visitor, 'base' | 'cookies'>,
  options: { since?: number; last?: number } = {}
): Promise<LiveClient> {
  return new LiveClient(visitor, options).opened()
}

/** Figures of a server, by name, as its metrics tell them to this machine. */
export async function figureOf(name: string, base = baseUrl()): Promise<number> {
  const answer = await fetch(`${base}/metrics`)
  const text = await answer.text()
  return Number(new RegExp(`^${name} ([\\d.e+]+)`, 'm').exec(text)?.[1] ?? Number.NaN)
}
