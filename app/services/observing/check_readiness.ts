import db from '@adonisjs/lucid/services/db'

export interface Readiness {
  isReady: boolean
  database: 'ok' | 'away'
}

const PATIENCE = 1_000

/** Asks the database for a sign of life; never throws, and answers within a second. */
export async function checkReadiness(): Promise<Readiness> {
  const answers = await Promise.race([
    db.rawQuery('select 1').then(
      () => true,
      () => false
    ),
    new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE, false).unref()),
  ])
  return { isReady: answers, database: answers ? 'ok' : 'away' }
}
