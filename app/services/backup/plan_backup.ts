import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { latestOccurrence } from '#services/backup/latest_occurrence'
import clock from '#services/clock'
import { readSettings } from '#services/settings/read_settings'

/**
 * Writes down the backup that the schedule wants by now, unless one was begun since its moment. However many workers ask,
 * each occurrence is one row; after an outage the newest one is made up for.
 */
export async function planBackup(): Promise<void> {
  const { backupEveryHours: everyHours, backupAt: at } = await readSettings()
  const due = latestOccurrence({ everyHours, at }, clock.now(), env.get('TIME_ZONE'))
  if (!due) return
  await db.rawQuery(
    `insert into backups (kind, occurrence, asked_at)
     select 'scheduled', :key, :now
     where exists (select 1 from users where created_at < :instant)
       and not exists (
         select 1 from backups where asked_at >= :instant and state in ('waiting', 'running', 'good'))
     on conflict (occurrence) do nothing`,
    { key: due.key, instant: due.instant.toJSDate(), now: clock.now().toJSDate() }
  )
}
