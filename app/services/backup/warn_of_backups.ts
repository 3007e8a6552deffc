import db from '@adonisjs/lucid/services/db'
import clock from '#services/clock'
import { readSettings } from '#services/settings/read_settings'

export interface BackupWarning {
  kind: 'never' | 'old'
  /** When the newest good one was made. */
  at: Date | null
  hours: number
}

const HOUR = 3_600_000

/**
 * What is wrong with the backups, or null: none was ever made, or the newest good one is older than twice the interval of
 * the schedule. A desk younger than that is left in peace.
 */
export async function warnOfBackups(): Promise<BackupWarning | null> {
  const { backupEveryHours: hours } = await readSettings()
  const { rows } = await db.rawQuery(
    `select (select max(began_at) from backups where state in ('good', 'removed')) as newest,
       (select min(created_at) from users) as since`
  )
  const [{ newest, since }] = rows as { newest: Date | null; since: Date | null }[]
  const now = clock.now().toMillis()
  const isOlder = (moment: Date | null) =>
    moment !== null && now - moment.getTime() > 2 * (hours || 24) * HOUR
  if (newest === null) return isOlder(since) ? { kind: 'never', at: null, hours } : null
  return hours > 0 && isOlder(newest) ? { kind: 'old', at: newest, hours } : null
}
