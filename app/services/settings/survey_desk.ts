import db from '@adonisjs/lucid/services/db'
import { warnOfBackups } from '#services/backup/warn_of_backups'
import clock from '#services/clock'
import { findTrouble } from '#services/files/find_trouble'
import { listUnfinished } from '#services/handovers/show_handover'
import { readMailboxState } from '#services/inbound/mailbox_state'
import { takesReplies } from '#services/inbound/reply_address'
import { manages } from '#services/people/manages'
import { columnOfStep } from '#services/tickets/department_of_step'
import { waitingStatuses } from '#workflows/index'
import env from '#start/env'
import { isSecure } from '#config/app'

/** SQL: a decision on ticket `t` waits for department `d`. */
const WAITING = waitingStatuses
  .map(
    ({ workflow, status, step }) =>
      `(t.workflow = '${workflow}' and t.status = '${status}' and t.${columnOfStep(step)} = d.id)`
  )
  .join(' or ')

/** What an admin should look at: people who wait, deliveries that failed, and what is not set up yet. */
export async function surveyDesk() {
  const { rows } = await db.rawQuery(
    `
    select
      (select count(*) from users where approved_at is null and declined_at is null) as pending,
      (select count(*) from users where locked_until > :now or admin_locked_at is not null) as locked,
      (select count(*) from deliveries where state = 'failed') as failed,
      (select count(*) from tickets where deleted_at is not null) as trashed,
      exists (select 1 from departments where is_creative and is_active) as has_creative`,
    { now: clock.now().toJSDate() }
  )
  const { rows: departments } = await db.rawQuery(`
    select d.id, d.name, d.is_creative,
      (select count(*) from tickets t where t.deleted_at is null and (${WAITING})) as waiting
    from departments d
    where (d.is_active or exists (select 1 from tickets t where t.deleted_at is null and (${WAITING})))
      and not exists (
      select 1 from users m where m.approved_at is not null and m.deactivated_at is null
        and ${manages('m', 'd')})
    order by d.is_creative desc, d.name`)
  return {
    counts: rows[0],
    departments,
    handovers: await listUnfinished(),
    backups: await warnOfBackups(),
    files: await findTrouble(),
    mailbox: takesReplies() ? await readMailboxState() : null,
    missing: {
      mail: !env.get('SMTP_URL'),
      secure: !isSecure,
      creative: !rows[0].has_creative,
    },
  }
}
