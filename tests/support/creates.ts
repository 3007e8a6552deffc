import { setTimeout as sleep } from 'node:timers/promises'
import type { LiveDesk } from '#tests/support/race'
import type { Visitor } from '#tests/support/visitor'

/** A banner as the form sends it; the title tells the tickets apart, the key makes it safe to send again. */
export async function bannerOf(desk: LiveDesk, title: string, key: string) {
  const [product] = await desk.database.rows(
    `select id from products where category = 'general' and is_active order by id limit 1`
  )
  return {
    type: 'website_banner',
    title,
    description: '',
    priority: 'medium',
    productId: product.id as number,
    quantity: 1,
    criteria: 'image',
    idempotencyKey: key,
  }
}

/**
 * Sends a create until it is acknowledged, as a browser with a retry button: after a lost connection or a 503 the same
 * form goes out again, to whoever serves now.
 * @returns the number of the ticket, and how often it was sent
 */
export async function createFor(
  visitor: () => Visitor,
  form: Awaited<ReturnType<typeof bannerOf>>
): Promise<{ id: number; tries: number }> {
  for (let tries = 1; tries < 200; tries += 1) {
    const answer = await visitor()
      .post('/tickets', form)
      .catch(() => null)
    if (answer?.status === 303) return { id: Number(answer.location!.split('/').pop()), tries }
    if (answer && answer.status !== 503) throw new Error(`${answer.status} for a create`)
    await sleep(20)
  }
  throw new Error('never acknowledged')
}

/** Does so many pieces of work, a few at a time. */
export async function inLanes(count: number, lanes: number, work: (nth: number) => Promise<void>) {
  let next = 0
  const lane = async () => {
    while (next < count) {
      next += 1
      await work(next)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}
