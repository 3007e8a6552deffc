import { rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename } from 'node:path'
import logger from '@adonisjs/core/services/logger'
import db from '@adonisjs/lucid/services/db'
import type { BackupRow } from '#services/backup/backup_row'
import { BackupTrouble, asTrouble } from '#services/backup/backup_trouble'
import { checkAgain } from '#services/backup/check_again'
import { defaultPath } from '#services/backup/default_path'
import { keepBackups } from '#services/backup/keep_backups'
import { isThere } from '#services/backup/lies_here'
import { noteBackup } from '#services/backup/note_backup'
import { writeBackup, type Written } from '#services/backup/write_backup'
import clock from '#services/clock'

type Claimed = Pick<BackupRow, 'id' | 'kind'>

/**
 * Makes the backup of a row that was claimed: notes where, writes it, reads it back, checks every hash, notes what came of
 * it. A worker that is stopped meanwhile gives it back; what a killed one leaves, `settleBroken` finds by the row.
 * @param wanted where to; among the other backups when left out
 * @returns what was written, or the trouble that stopped it
 */
export async function makeBackup(
  row: Claimed,
  signal: AbortSignal,
  wanted?: string
): Promise<Written | BackupTrouble> {
  const path = wanted ?? (await defaultPath())
  try {
    const written = await write(row, path, signal)
    if (row.kind !== 'command')
      await keepBackups().catch((error) => logger.error({ err: error }, 'old backups stay'))
    return written
  } catch (error) {
    const trouble = asTrouble(error, path)
    const none = { path: null, host: null }
    if (trouble.key === 'stopped' && row.kind !== 'command') {
      const again = { state: 'waiting', tries: 0, ...none }
      await db.from('backups').where({ id: row.id, path }).update(again)
      return trouble
    }
    logger.error({ err: error }, 'the backup failed')
    const said = JSON.stringify({ key: trouble.key, params: trouble.params })
    const facts = { state: 'failed', error: said, ended_at: clock.now().toJSDate(), ...none }
    await noteBackup({ id: row.id, path }, facts, 'backup_failed', trouble.message)
    return trouble
  }
}

async function write({ id }: Claimed, path: string, signal: AbortSignal): Promise<Written> {
  if (await isThere(path)) throw new BackupTrouble('exists', { path })
  await db.from('backups').where('id', id).update({ path, host: hostname() })
  const written = await writeBackup(path, { signal })
  try {
    await checkAgain(path, signal)
    const now = clock.now().toJSDate()
    const facts = { bytes: written.bytes, missing: written.sums.missingCount }
    const good = { state: 'good', ...facts, ended_at: now, checked_at: now }
    if (await noteBackup({ id, path }, good, 'backup_made', basename(path))) return written
    // The lock was lost and another process took the row over; it may have found this very file.
    if (await db.from('backups').where({ id, path, state: 'good' }).first()) return written
    throw new BackupTrouble('stopped')
  } catch (error) {
    // One that does not hold, or that nobody knows of, is worth less than none: it looks like one.
    await rm(path, { force: true })
    throw error
  }
}
