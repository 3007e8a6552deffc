import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import drive from '@adonisjs/drive/services/main'
import type pg from 'pg'
import env from '#start/env'
import { headFile } from '#services/audit/audit_head'
import { ActiveAdmins, type BackupAdmin } from '#services/backup/active_admins'
import { BackupTrouble, asTrouble } from '#services/backup/backup_trouble'
import { bringSchemaTo, knownMigrations } from '#services/backup/bring_schema_to'
import { chooseKey, type ChosenKey, type KeyOptions } from '#services/backup/choose_key'
import { connectAlone } from '#services/backup/connect_alone'
import type { Head } from '#services/backup/format'
import { sealDigest } from '#services/backup/key_of_backup'
import { openLoad } from '#services/backup/load_rows'
import { putFile } from '#services/backup/put_file'
import { readBackup, type ReadBackup } from '#services/backup/read_backup'
import { refuseUnlessEmpty } from '#services/backup/refuse_unless_empty'
import { dropMark, setMark } from '#services/backup/restore_mark'
import clock from '#services/clock'
import { MARK } from '#services/files/own_place'
import { BLOBS } from '#services/files/stage_file'

interface Options extends KeyOptions {
  /** Told what was found once the whole file was read and nothing is written yet. */
  onChecked?: (backup: ReadBackup, key: ChosenKey['key'], admins: BackupAdmin[]) => void
}

/**
 * Brings a backup back into an empty installation: reads all of it first and writes only when every hash holds. The tables
 * are those of the version that made it then; `desk:prepare` brings them up to this one.
 * @throws BackupTrouble; then the installation is as empty as it was, or says that a restore did not come to its end
 */
export async function restoreBackup(path: string, options: Options = {}): Promise<ReadBackup> {
  const admins = new ActiveAdmins()
  const backup = await readBackup(path, admins)
  await refuseNewer(backup.head)
  const { key, keep } = await chooseKey(backup.head, options)
  if (key && !sealDigest(backup.head, key, backup.digest).equals(backup.seal)) {
    throw new BackupTrouble('forged')
  }
  const client = await connectAlone('countersign restore')
  try {
    await refuseUnlessEmpty(client)
    options.onChecked?.(backup, key, admins.found)
    await setMark(client, basename(path))
    await keep()
    await bringSchemaTo(client, backup.head.migrations)
    await load(client, path, backup)
  } catch (error) {
    throw asTrouble(error, env.get('DATA_DIR'))
  } finally {
    await client.end().catch(() => {})
  }
  return backup
}

/** What this version does not know it cannot bring back. */
async function refuseNewer({ migrations, version }: Head) {
  const known = new Set(await knownMigrations())
  if (migrations.some((name) => !known.has(name))) throw new BackupTrouble('newer', { version })
}

async function load(client: pg.Client, path: string, { head, digest }: ReadBackup) {
  await removeFiles()
  await client.query('begin')
  const tables = await openLoad(client, head)
  const again = await readBackup(path, {
    rows: tables.take,
    file: putFile,
  })
  if (!again.digest.equals(digest)) throw new BackupTrouble('changed_meanwhile')
  await tables.close()
  await noteRestore(client, head)
  await dropMark(client)
  await client.query('commit')
  await client.query('analyze')
}

/** What an earlier try left, and the note of an audit that was never anybody's. */
async function removeFiles() {
  await drive.use().deleteAll(BLOBS)
  await drive.use().delete(MARK)
  await rm(headFile(), { force: true })
}

async function noteRestore(client: pg.Client, { takenAt, version }: Head) {
  await client.query(
    `insert into audit_events (actor_id, action, subject_type, subject_label, changes, address, created_at)
     values (null, 'backup_restored', 'backup', $1, $2, '', $3)`,
    [
      takenAt,
      JSON.stringify([{ field: 'version', before: null, after: version }]),
      clock.now().toJSDate(),
    ]
  )
}
