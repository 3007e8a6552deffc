import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import clock from '#services/clock'
import { REQUESTS } from '#services/notifications/events'

/** A waiting ticket and everybody who is to decide it now. */
export interface AskedTicket {
  ticketId: number
  approverIds: number[]
}

/**
 * Ends the links that a change of their ticket has outdated: it was decided, edited, sent back or put into the trash. In
 * the transaction of the change, so that nothing that happens later (a restore) wakes them again.
 */
export async function endOutdatedLinks(
  trx: TransactionClientContract,
  { id, waitingStep, round, briefVersion, isTrashed }: Ticket
): Promise<void> {
  await trx.rawQuery(
    `update decision_tokens set ended_at = :now,
       ended_by = case when :isTrashed then 'trashed' when brief_version <> :briefVersion then 'changed' else 'decided' end
     where ticket_id = :id and used_at is null and ended_at is null
       and (:isTrashed or step is distinct from :step or round <> :round or brief_version <> :briefVersion)`,
    {
      now: clock.now().toJSDate(),
      id,
      round,
      briefVersion,
      isTrashed,
      step: waitingStep,
    } as Record<string, any>
  )
}

/**
 * Ends the links and requests of people who no longer decide a waiting ticket. Should one of them decide again one day,
 * he is asked anew.
 */
export async function endRequestsOfOthers(
  trx: TransactionClientContract,
  asked: AskedTicket[]
): Promise<void> {
  const bindings = {
    now: clock.now().toJSDate(),
    asked: JSON.stringify(asked),
    // Named beside, so that their index finds the few rows among all that were ever written.
    ids: asked.map(({ ticketId }) => ticketId),
    kinds: [...REQUESTS],
  } as Record<string, any>
  const isOfOther = (row: string) =>
    `${row}.ticket_id = any(:ids) and exists (select 1 from jsonb_to_recordset(:asked::jsonb) as a("ticketId" int, "approverIds" int[])
       where a."ticketId" = ${row}.ticket_id and ${row}.user_id <> all (a."approverIds"))`
  await trx.rawQuery(
    `update decision_tokens d set ended_at = :now, ended_by = 'replaced'
     where used_at is null and ended_at is null and ${isOfOther('d')}`,
    bindings
  )
  await trx.rawQuery(
    `update notifications n set ended_at = :now
     where n.kind = any(:kinds) and n.ended_at is null and ${isOfOther('n')}`,
    bindings
  )
}
