import db from '@adonisjs/lucid/services/db'
import { Conflict } from '#exceptions/refusals'
import { adminOf } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import { sendJob } from '#services/jobs/send_job'

/** The job that makes backups. */
export const BACKUP_JOB = 'backup'

/**
 * Asks the worker for a backup.
 * @throws Refusal 403 for anybody but an admin, Conflict 409 while one waits or is being made
 */
export async function askBackup(actor: Actor): Promise<void> {
  await db.transaction(async (trx) => {
    await adminOf(trx, actor)
    await trx.rawQuery(`select pg_advisory_xact_lock(hashtext('countersign.backup.ask'))`)
    const open = await trx.from('backups').whereIn('state', ['waiting', 'running']).first()
    if (open) throw new Conflict('backup_at_work')
    await trx
      .table('backups')
      .insert({ kind: 'asked', asked_by: actor.by!.id, asked_at: clock.now().toJSDate() })
    await recordAudit(trx, { actor, action: 'backup_asked', subjectType: 'backup' })
    await sendJob(trx, BACKUP_JOB)
  })
}
