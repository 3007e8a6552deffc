import { rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { basename } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import type { BackupRow } from '#services/backup/backup_row'
import { BackupTrouble } from '#services/backup/backup_trouble'
import { checkAgain } from '#services/backup/check_again'
import { UNFINISHED } from '#services/backup/file_sink'
import { isThere } from '#services/backup/lies_here'
import { noteBackup } from '#services/backup/note_backup'
import type { ReadBackup } from '#services/backup/read_backup'
import clock from '#services/clock'

/** After that many processes have died over it, a backup counts as failed. */
const MOST_TRIES = 3

/**
 * Settles what processes that died left running; the caller holds the lock without which nobody makes a backup. A file that
 * is there and whole is a good one. Else the worker tries again what it made, unless it did so often. Only what these rows
 * name is removed: other desks may keep theirs in the same directory.
 */
export async function settleBroken(signal: AbortSignal): Promise<void> {
  const rows: BackupRow[] = await db.from('backups').where('state', 'running').orderBy('id')
  for (const row of rows) {
    const made = row.path === null ? null : await findWhole(row, row.path, signal)
    if (made === 'unknown') return
    await settle(row, made)
  }
}

async function settle(row: BackupRow, made: ReadBackup | null) {
  const now = clock.now().toJSDate()
  if (made) {
    const facts = { host: hostname(), bytes: made.bytes, missing: made.manifest.missingCount }
    const good = { state: 'good', ...facts, ended_at: now, checked_at: now }
    await noteBackup(row, good, 'backup_made', basename(row.path!))
  } else if (row.kind === 'command' || row.tries >= MOST_TRIES) {
    const died = new BackupTrouble('died')
    const error = JSON.stringify({ key: died.key, params: died.params })
    const failed = { state: 'failed', path: null, host: null, error, ended_at: now }
    await noteBackup(row, failed, 'backup_failed', died.message)
  } else {
    const again = { state: 'waiting', path: null, host: null }
    await db.from('backups').where({ id: row.id, state: 'running' }).update(again)
  }
}

/** What the process had written, if it is whole and no older than its row; unknown when there is no time to look. */
async function findWhole(
  { kind, began_at: beganAt }: BackupRow,
  path: string,
  signal: AbortSignal
): Promise<ReadBackup | null | 'unknown'> {
  await rm(`${path}${UNFINISHED}`, { force: true }).catch(() => {})
  if (!(await isThere(path))) return null
  const made = await checkAgain(path, signal).catch(() => null)
  if (signal.aborted) return 'unknown'
  if (made && beganAt && new Date(made.head.takenAt) >= beganAt) return made
  // Where an operator named the place, it may be a file of his by now.
  if (kind !== 'command') await rm(path, { force: true }).catch(() => {})
  return null
}
