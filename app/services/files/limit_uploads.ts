import limiter from '@adonisjs/limiter/services/main'
import type User from '#models/user'

/** Requests of one person; a file of 50 MB that comes in parts is a dozen of them. */
const RATE = { requests: 1200, duration: '10 minutes' } as const

/**
 * Counts one request of an upload in parts, its end and its poster among them.
 * @throws 429 beyond the rate
 */
export async function limitUploads({ id }: User): Promise<void> {
  await limiter.use(RATE).consume(`resumable:${id}`)
}
