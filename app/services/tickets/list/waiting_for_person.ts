import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { waitingForMe } from '#services/tickets/waiting_for'
import { workflows } from '#workflows/index'

/**
 * Narrows a query over `tickets` to those whose next move is this person's: a decision, the confirmation of what he asked
 * for, or the start of what was assigned to him.
 */
export function waitingForPerson(query: any, viewer: User): any {
  const present = () => db.from('tickets').whereNull('tickets.deleted_at').select('tickets.id')
  const decisions = waitingForMe(present(), viewer)
  const confirmations = present()
    .where('tickets.requester_id', viewer.id)
    .whereIn('tickets.status', fromOf('confirm'))
    .whereNull('tickets.confirmed_at')
  const starts = present()
    .where('tickets.assignee_id', viewer.id)
    .whereNotNull('tickets.assigned_at')
    .whereIn('tickets.status', fromOf('start'))
  return query.whereIn('tickets.id', decisions.unionAll([confirmations, starts]))
}

/** The statuses from which a move leads, whatever the workflow. */
function fromOf(name: string): string[] {
  return workflows.flatMap(({ transitions }) =>
    transitions.filter((transition) => transition.name === name).flatMap(({ from }) => from)
  )
}
