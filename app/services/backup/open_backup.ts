import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import db from '@adonisjs/lucid/services/db'
import { Conflict, NotFound } from '#exceptions/refusals'
import { adminOf } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import { isAmongOthers } from '#services/backup/default_path'
import type { BackupRow } from '#services/backup/backup_row'
import { liesHere } from '#services/backup/lies_here'

interface OpenBackup {
  path: string
  bytes: number
  stream: Readable
}

/**
 * Opens a backup for an admin who takes it out of the house, and notes that he did.
 * @throws Refusal 403 for anybody else, NotFound, Conflict 409 when the file lies elsewhere or is gone
 */
export async function openBackup(id: number, actor: Actor): Promise<OpenBackup> {
  return db.transaction(async (trx) => {
    await adminOf(trx, actor)
    const isId = Number.isSafeInteger(id) && id <= 2_147_483_647
    const row: BackupRow | null = isId
      ? await trx.from('backups').where({ id, state: 'good' }).first()
      : null
    if (!row) throw new NotFound()
    const { path, host } = row as { path: string; host: string }
    if (!(await liesHere({ host, path })))
      throw new Conflict('backup_elsewhere', { host, path: basename(path) })
    if (!isAmongOthers(path)) throw new NotFound()
    const file = await open(path, 'r').catch(() => null)
    if (!file) throw new Conflict('backup_gone')
    const { size: bytes } = await file.stat()
    const subject = { subjectType: 'backup', subjectId: id, subjectLabel: basename(path) }
    await recordAudit(trx, { actor, action: 'backup_downloaded', ...subject })
    return { path, bytes, stream: file.createReadStream() }
  })
}
