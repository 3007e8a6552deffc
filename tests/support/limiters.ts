import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'

/**
 * Makes every limiter with a client of the pool, also within the transaction of a test: it is kept for the whole run, and
 * the connection of a transaction that is long over is closed some day. A pool of another database has limiters of its own.
 */
export function keepLimitersOutside(): void {
  const keys = limiter as unknown as { makeLimiterKey: (...given: unknown[]) => string }
  const keyOf = keys.makeLimiterKey.bind(limiter)
  keys.makeLimiterKey = (...given) => `${keyOf(...given)},${numberOfPool()}`
  const use = limiter.use.bind(limiter) as (...given: unknown[]) => ReturnType<typeof limiter.use>
  limiter.use = ((...given: unknown[]) => {
    const lent = db.connectionGlobalTransactions
    db.connectionGlobalTransactions = new Map()
    try {
      return use(...given)
    } finally {
      db.connectionGlobalTransactions = lent
    }
  }) as typeof limiter.use
}

const pools = new WeakMap<object, number>()
let count = 0

function numberOfPool(): number {
  const pool = db.manager.get(db.primaryConnectionName)?.connection
  if (!pool) return 0
  if (!pools.has(pool)) pools.set(pool, (count += 1))
  return pools.get(pool)!
}
