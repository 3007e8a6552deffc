import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { isSecure } from '#config/app'

/** What an admin should look at: people who wait, deliveries that failed, and what is not set up yet. */
export async function surveyDesk() {
  const { rows } = await db.rawQuery(`
    select
      (select count(*) from users where approved_at is null and declined_at is null) as pending,
      (select count(*) from users where locked_until > now() or admin_locked_at is not null) as locked,
      (select count(*) from deliveries where state = 'failed') as failed,
      (select count(*) from tickets where deleted_at is not null) as trashed,
      exists (select 1 from departments where is_creative and is_active) as has_creative`)
  const { rows: departments } = await db.rawQuery(`
    select d.id, d.name, d.is_creative,
      (select count(*) from tickets t where t.deleted_at is null
        and ((t.status = 'requested' and t.requesting_department_id = d.id)
          or (t.status = 'pending_creative' and t.handling_department_id = d.id))) as waiting
    from departments d
    where d.is_active and not exists (
      select 1 from users m where m.approved_at is not null and m.deactivated_at is null
        and (m.id = d.manager_id or (m.role = 'manager' and m.department_id = d.id)))
    order by d.is_creative desc, d.name`)
  return {
    counts: rows[0],
    departments,
    missing: {
      mail: !env.get('SMTP_URL'),
      secure: !isSecure,
      creative: !rows[0].has_creative,
    },
  }
}
