import db from '@adonisjs/lucid/services/db'
import { recordAudit } from '#services/activity/record_audit'
import type { BackupRow } from '#services/backup/backup_row'

/**
 * Writes down what became of a backup, in its row and in the audit, unless another process took its row over meanwhile.
 * @returns false when one did
 */
export async function noteBackup(
  { id, path }: Pick<BackupRow, 'id' | 'path'>,
  values: object,
  action: 'backup_made' | 'backup_failed',
  label: string
): Promise<boolean> {
  return db.transaction(async (trx) => {
    const changed = await trx
      .from('backups')
      .where('id', id)
      .whereIn('state', ['waiting', 'running'])
      .where((own) => own.whereNull('path').orWhere({ path }))
      .update(values)
    if (Number(changed) === 0) return false
    const subjectLabel = label.slice(0, 200)
    await recordAudit(trx, { action, subjectType: 'backup', subjectId: id, subjectLabel })
    return true
  })
}
