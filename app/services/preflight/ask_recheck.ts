import db from '@adonisjs/lucid/services/db'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { recordAudit } from '#services/activity/record_audit'
import clock from '#services/clock'
import { sendJob } from '#services/jobs/send_job'
import { RECHECK_JOB } from '#services/preflight/recheck_job'

/**
 * Has the newest versions on open tickets checked by the rules as they are now. Asked for again while that goes on, it begins
 * anew: the rules may have changed since.
 * @throws Refusal 403 for anybody but an admin
 */
export async function askRecheck(actor: Actor): Promise<void> {
  await db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    await trx.rawQuery(
      `insert into preflight_rechecks (asked_by, asked_at) values (:by, :now)
       on conflict ((true)) where finished_at is null do update
       set asked_by = :by, asked_at = :now, place = 0, checked = 0, failing = 0`,
      { by: actor.by!.id, now: clock.now().toJSDate() }
    )
    await recordAudit(trx, {
      actor,
      action: 'preflight_recheck_asked',
      subjectType: 'preflight_rule',
    })
    await sendJob(trx, RECHECK_JOB)
  })
}
