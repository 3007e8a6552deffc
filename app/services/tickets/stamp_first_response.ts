import clock from '#services/clock'
import * as times from '#services/tickets/ticket_times'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import type { Relation } from '#workflows/workflow'

const HANDLING_SIDE: Relation[] = [
  'assignee',
  'collaborator',
  'handling_member',
  'handling_manager',
  'admin',
]

/**
 * Keeps when the handling side first said something in public to who asked, once; what the requester says himself,
 * whatever else he is, is no answer. Unsaved.
 */
export async function stampFirstResponse(locked: LockedTicket): Promise<void> {
  const { trx, ticket, workflow, standing } = locked
  if (workflow.clock !== 'creation' || ticket.firstResponseAt) return
  const isAnswer =
    !standing.relations.has('requester') &&
    HANDLING_SIDE.some((relation) => standing.relations.has(relation))
  if (!isAnswer) return
  ticket.firstResponseAt = clock.now()
  await times.firstResponded(trx, ticket.id, ticket.firstResponseAt)
}
