import pg from 'pg'
import { connectionOptions } from '#services/jobs/queue_options'

/**
 * Does long work in one process of all at a time: whoever holds an advisory lock on a connection of its own, which is free
 * again the moment that process or connection dies.
 * @param work is told by its signal when the connection, and with it the right to go on, is lost
 * @returns what the work returns; null when another process is at it
 */
export async function asTheOnlyOne<Result>(
  name: string,
  work: (signal: AbortSignal) => Promise<Result>
): Promise<Result | null> {
  const lost = new AbortController()
  const { connectionString, application_name: applicationName, options } = connectionOptions(1)
  const client = new pg.Client({
    connectionString,
    application_name: applicationName,
    options,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  })
  client.on('error', () => lost.abort())
  client.on('end', () => lost.abort())
  try {
    await client.connect()
    const { rows } = await client.query('select pg_try_advisory_lock(hashtext($1)) as mine', [
      `countersign.${name}`,
    ])
    return rows[0].mine ? await work(lost.signal) : null
  } finally {
    await client.end().catch(() => {})
  }
}
