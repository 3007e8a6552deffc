import db from '@adonisjs/lucid/services/db'
import { whyAway } from '#services/files/find_trouble'

export interface Readiness {
  isReady: boolean
  database: 'ok' | 'away'
  /** Told, but no reason to be sent nobody any more: every other node has the same disk, and all else works without it. */
  files: 'ok' | 'away'
}

const PATIENCE = 1_000

/** Asks the database and the disk of the files for a sign of life; never throws, and answers within a second. */
export async function checkReadiness(): Promise<Readiness> {
  const [answers, away] = await Promise.all([answersInTime(), whyAway()])
  return { isReady: answers, database: answers ? 'ok' : 'away', files: away ? 'away' : 'ok' }
}

function answersInTime(): Promise<boolean> {
  return Promise.race([
    db.rawQuery('select 1').then(
      () => true,
      () => false
    ),
    new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE, false).unref()),
  ])
}
