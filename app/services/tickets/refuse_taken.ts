import { Conflict } from '#exceptions/refusals'
import { namesOf } from '#services/accounts/names_of'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import { whyNot } from '#workflows/workflow'

/**
 * Says who was faster, to somebody who may take a ticket that another one has just taken.
 * @throws Conflict 409
 */
export async function refuseTaken(locked: LockedTicket, name: string): Promise<void> {
  const { trx, ticket, workflow, standing, by } = locked
  if (whyNot(workflow, name, standing)?.code !== 'requires_unassigned') return
  const { assigneeId } = ticket
  const key = `${workflow.key}.${name}.${assigneeId === by?.id ? 'taken_by_you' : 'taken'}`
  const names = await namesOf(trx, [assigneeId])
  throw new Conflict(key, { id: ticket.id, name: names.get(assigneeId!) ?? '' })
}
