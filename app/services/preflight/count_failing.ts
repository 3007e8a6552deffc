import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'

/**
 * How many newest versions fail their checks without a reason why they may, and whether any is still waited for; not saved.
 */
export async function countFailing(trx: TransactionClientContract, ticket: Ticket): Promise<void> {
  const { rows } = await trx.rawQuery(
    `select count(*) filter (where ${found('failed')})::int as failing,
       count(*) filter (where a.preview = 'waiting' and ${found('unknown')})::int as awaited
     from deliverables d join attachments a on a.id = d.current_id
     where d.ticket_id = ? and d.removed_at is null and a.preflight_overridden_at is null`,
    [ticket.id]
  )
  const [{ failing, awaited }] = rows
  ticket.preflightFailing = failing
  if (awaited === 0) ticket.preflightAwaitedUntil = null
}

function found(verdict: string): string {
  return `jsonb_path_exists(a.preflight, '$[*].results[*].verdict \\? (@ == "${verdict}")')`
}
