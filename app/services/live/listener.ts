import pg from 'pg'
import logger from '@adonisjs/core/services/logger'
import { LIVE_CHANNEL } from '#services/live/announce'

/** Waits between two tries to connect again, in milliseconds; each is shortened by chance, up to a half. */
const PAUSES = [100, 250, 500, 1_000, 2_000] as const

/** How often the connection is tried, and how long an answer may take: a dead one says nothing by itself. */
const PROBE = 10_000
const PATIENCE = 5_000

/**
 * Listens on the channel of the database, on a connection of its own outside the pool, and connects again for ever. What
 * was announced in between is lost: `onBegin` is called each time listening begins.
 */
export class Listener {
  #client: pg.Client | null = null
  #timer: NodeJS.Timeout | undefined
  #failures = 0
  #isOver = false

  constructor(
    readonly url: string,
    readonly on: {
      begin: () => void
      hear: (payload: string | undefined) => void
      lose: () => void
    }
  ) {}

  start(): void {
    void this.#connect()
  }

  stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    const client = this.#client
    this.#client = null
    if (client) leave(client)
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'countersign live',
      keepAlive: true,
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
    })
    const lost = (error?: Error) => this.#lost(client, error)
    client.on('error', lost)
    client.on('end', () => lost())
    client.on('notification', ({ payload }) => this.on.hear(payload))
    this.#client = client
    try {
      await client.connect()
      await client.query(`listen ${LIVE_CHANNEL}`)
    } catch (error) {
      return lost(error as Error)
    }
    if (this.#client !== client) return
    this.#failures = 0
    this.on.begin()
    this.#probe(client)
  }

  #probe(client: pg.Client): void {
    this.#timer = setTimeout(async () => {
      try {
        await client.query('select 1')
        if (this.#client === client) this.#probe(client)
      } catch (error) {
        this.#lost(client, error as Error)
      }
    }, PROBE)
    this.#timer.unref()
  }

  #lost(client: pg.Client, error?: Error): void {
    if (this.#client !== client) return
    this.#client = null
    clearTimeout(this.#timer)
    leave(client)
    if (this.#isOver) return
    if (this.#failures === 0) logger.warn({ reason: error?.message }, 'live: not listening')
    this.on.lose()
    const pause = PAUSES[Math.min(this.#failures, PAUSES.length - 1)]
    this.#failures += 1
    this.#timer = setTimeout(() => this.#connect(), pause * (1 - Math.random() / 2))
    this.#timer.unref()
  }
}

/** Says goodbye without waiting for an answer: a server that has gone would hold the process up. */
function leave(client: pg.Client): void {
  const { connection } = client as pg.Client & { connection?: { unref?: () => void } }
  connection?.unref?.()
  client.end().catch(() => {})
}
