import db from '@adonisjs/lucid/services/db'
import type { Difference } from '#services/reports/replay/compare_ticket'

/** Tickets without a row of facts, and rows of facts whose ticket neither is there nor was purged. */
export async function findUncounted(): Promise<Difference[]> {
  const { rows } = await db.rawQuery(`
    select t.id, t.status as written, null as told from tickets t
      where not exists (select 1 from ticket_facts f where f.ticket_id = t.id)
    union all
    select f.ticket_id, null, f.status from ticket_facts f
      where not exists (select 1 from tickets t where t.id = f.ticket_id)
        and not exists (select 1 from purged_tickets p where p.ticket_id = f.ticket_id)
    order by 1`)
  return rows.map(({ id, written, told }: any) => ({
    ticketId: id,
    what: 'ticket_facts',
    written,
    told,
  }))
}
