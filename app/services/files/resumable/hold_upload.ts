import { randomUUID } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { Refusal } from '#exceptions/refusals'
import clock from '#services/clock'

/** Seconds that a request which died keeps others out. */
const LEASE = 20
const RENEWED_EVERY = 5

/** One request's right to write to an upload; `signal` aborts as soon as it may be another one's. */
export interface Hold {
  signal: AbortSignal
  release: () => Promise<void>
}

/**
 * Takes an upload for one request, in whatever process it came to: of two at once one wins. It is renewed while the
 * request lasts; a hold that could not be renewed ends before another may begin, so that nothing is ever written behind
 * the back of whoever came after.
 * @throws Refusal 423 while another one holds it
 */
export async function holdUpload(id: string): Promise<Hold> {
  const lease = randomUUID()
  const taken = await db
    .from('resumable_uploads')
    .where({ id })
    .where((free) => free.whereNull('lease').orWhere('leased_until', '<', clock.now().toJSDate()))
    .update({ lease, leased_until: leaseEnd() })
  if (Number(taken) === 0) throw new Refusal('files.upload_busy', {}, 423)
  const lost = new AbortController()
  let until = performance.now() + LEASE * 1000
  const renew = async () => {
    const asked = performance.now()
    const renewed = await db
      .from('resumable_uploads')
      .where({ id, lease })
      .update({ leased_until: leaseEnd() })
      .catch(() => null)
    if (Number(renewed) > 0) until = asked + LEASE * 1000
    else if (renewed !== null || until - performance.now() < 2 * RENEWED_EVERY * 1000) lost.abort()
  }
  const timer = setInterval(renew, RENEWED_EVERY * 1000)
  return {
    signal: lost.signal,
    release: async () => {
      clearInterval(timer)
      await db
        .from('resumable_uploads')
        .where({ id, lease })
        .update({ lease: null, leased_until: null })
        .catch(() => {})
    },
  }
}

function leaseEnd(): Date {
  return clock.now().plus({ seconds: LEASE }).toJSDate()
}
