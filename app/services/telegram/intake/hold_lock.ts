import pg from 'pg'
import { connectionOptions } from '#services/jobs/queue_options'

/** Any number, the same in all workers. */
const LOCK = 7_203_115

export interface HeldLock {
  /** Aborted when the connection, and the lock with it, is lost. */
  signal: AbortSignal
  release: () => Promise<void>
}

/**
 * Takes the lock of the one worker that asks Telegram; the database takes it back when this process dies.
 * @returns null while another worker holds it
 */
export async function tryLock(): Promise<HeldLock | null> {
  const client = new pg.Client({
    ...connectionOptions(1),
    keepAlive: true,
    connectionTimeoutMillis: 5000,
  })
  const lost = new AbortController()
  client.on('error', () => lost.abort())
  client.on('end', () => lost.abort())
  await client.connect()
  const { rows } = await client
    .query('select pg_try_advisory_lock($1) as is_mine', [LOCK])
    .catch((error) => {
      void client.end().catch(() => {})
      throw error
    })
  const release = () => client.end().catch(() => {})
  if (rows[0].is_mine) return { signal: lost.signal, release }
  await release()
  return null
}
