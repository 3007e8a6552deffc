import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'

/**
 * Makes every limiter with a client of the pool, also within the transaction of a test: it is kept for the whole run, and
 * the connection of a transaction that is long over is closed some day.
 */
export function keepLimitersOutside(): void {
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
