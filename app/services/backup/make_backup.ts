import { rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename } from 'node:path'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import { recordAudit } from '#services/activity/record_audit'
import type { BackupRow } from '#services/backup/backup_row'
import { asTrouble, type BackupTrouble } from '#services/backup/backup_trouble'
import { defaultPath } from '#services/backup/default_path'
import { keepBackups } from '#services/backup/keep_backups'
import { readBackup } from '#services/backup/read_backup'
import { writeBackup, type Written } from '#services/backup/write_backup'
import clock from '#services/clock'

/**
 * Makes the backup of a row that was claimed: writes it, reads it back, checks every hash, notes what came of it. A worker
 * that is stopped meanwhile gives it back.
 * @param wanted where to; among the other backups when left out
 * @returns what was written, or the trouble that stopped it
 */
export async function makeBackup(
  { id, kind }: Pick<BackupRow, 'id' | 'kind'>,
  signal: AbortSignal,
  wanted?: string
): Promise<Written | BackupTrouble> {
  const path = wanted ?? (await defaultPath())
  try {
    const written = await writeBackup(path, { signal })
    await checkAgain(path)
    const now = clock.now().toJSDate()
    const facts = {
      path,
      host: hostname(),
      bytes: written.bytes,
      missing: written.sums.missingCount,
    }
    await end(
      id,
      { state: 'good', ...facts, ended_at: now, checked_at: now },
      'backup_made',
      basename(path)
    )
    if (kind !== 'command')
      await keepBackups().catch((error) => logger.error({ err: error }, 'old backups stay'))
    return written
  } catch (error) {
    const trouble = asTrouble(error, path)
    if (trouble.key === 'stopped' && kind !== 'command') {
      await db.from('backups').where('id', id).update({ state: 'waiting', tries: 0 })
      return trouble
    }
    logger.error({ err: error }, 'the backup failed')
    const said = { key: trouble.key, params: trouble.params }
    const facts = { error: JSON.stringify(said), ended_at: clock.now().toJSDate() }
    await end(id, { state: 'failed', ...facts }, 'backup_failed', trouble.message)
    return trouble
  }
}

/** One that does not hold is worth less than none: it looks like one. */
async function checkAgain(path: string) {
  try {
    await readBackup(path)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function end(id: number, values: object, action: string, label: string) {
  await db.transaction(async (trx) => {
    await trx.from('backups').where('id', id).update(values)
    const subjectLabel = label.slice(0, 200)
    await recordAudit(trx, { action, subjectType: 'backup', subjectId: id, subjectLabel })
  })
}
