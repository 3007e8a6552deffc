import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import type { Head } from '#services/backup/format'

/** Feeds parts of tables to COPY, one table after the other. */
export class TableLoader {
  #table: string | null = null
  #feed = new PassThrough()
  #done: Promise<void> = Promise.resolve()

  constructor(
    readonly client: pg.Client,
    readonly tables: Head['tables']
  ) {}

  async take(table: string, rows: Buffer): Promise<void> {
    if (this.#table !== table) {
      await this.end()
      this.#begin(table)
    }
    await new Promise<void>((resolve, reject) => {
      this.#feed.write(rows, (error) => (error ? reject(error) : resolve()))
    }).catch(async (error) => {
      await this.#done
      throw error
    })
  }

  /** Waits until the table that was fed last is loaded. */
  async end(): Promise<void> {
    if (this.#table === null) return
    this.#feed.end()
    this.#table = null
    await this.#done
  }

  #begin(table: string) {
    const { columns } = this.tables.find(({ name }) => name === table)!
    const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
    const copy = this.client.query(
      from(`copy public.${pg.escapeIdentifier(table)} (${list}) from stdin`)
    )
    this.#table = table
    this.#feed = new PassThrough()
    this.#done = pipeline(this.#feed, copy)
    // Heard where the next part or the end is waited for.
    this.#done.catch(() => {})
  }
}
