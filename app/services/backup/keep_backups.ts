import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { recordAudit } from '#services/activity/record_audit'
import type { BackupRow } from '#services/backup/backup_row'
import { liesHere } from '#services/backup/lies_here'
import clock from '#services/clock'
import { readSettings } from '#services/settings/read_settings'

/** Days for which the list still tells of what failed or was removed. */
const DAYS_TOLD = 90

/**
 * Removes old backups of this machine that the schedule or an admin asked for: all but the newest ones, and but those of the
 * last days that a setting keeps. What an operator wrote with the command is his.
 */
export async function keepBackups(): Promise<void> {
  const { backupKeepLast: last, backupKeepDays: days } = await readSettings()
  const since = clock.now().minus({ days }).toJSDate()
  const rows: BackupRow[] = await db
    .from('backups')
    .where('state', 'good')
    .whereNot('kind', 'command')
    .orderBy('id', 'desc')
  const here: BackupRow[] = []
  for (const row of rows) if (await liesHere(row)) here.push(row)
  for (const { id, path } of here.slice(last).filter((row) => row.asked_at < since)) {
    await rm(path!, { force: true })
    await db.transaction(async (trx) => {
      await trx.from('backups').where('id', id).update({ state: 'removed' })
      const subject = { subjectType: 'backup', subjectId: id, subjectLabel: basename(path!) }
      await recordAudit(trx, { action: 'backup_removed', ...subject })
    })
  }
  const told = clock.now().minus({ days: DAYS_TOLD }).toJSDate()
  await db
    .from('backups')
    .whereIn('state', ['failed', 'removed'])
    .where('asked_at', '<', told)
    .delete()
}
