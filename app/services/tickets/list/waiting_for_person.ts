import db from '@adonisjs/lucid/services/db'
import type User from '#models/user'
import { waitingForMe } from '#services/tickets/waiting_for'
import { requestersTurns } from '#services/tickets/whose_turn'
import { workflows } from '#workflows/index'

/**
 * Narrows a query over `tickets` to those whose next move is this person's and nobody else's: a decision, his word on what
 * he asked for (confirm or close what is done, answer a question), or the start of what was given to him after its
 * approval. What he takes from a queue is his work, not something that waits for him.
 */
export function waitingForPerson(query: any, viewer: User): any {
  const present = () => db.from('tickets').whereNull('tickets.deleted_at').select('tickets.id')
  const decisions = waitingForMe(present(), viewer)
  const words = waitingForWord(present(), viewer)
  const starts = present()
    .where('tickets.assignee_id', viewer.id)
    .whereNotNull('tickets.assigned_at')
    .whereIn('tickets.status', STARTS)
  return query.whereIn('tickets.id', decisions.unionAll([words, starts]))
}

/** Narrows a query over `tickets` to what waits for the word of this person, who asked for it. */
export function waitingForWord(query: any, viewer: User): any {
  return query
    .whereNull('tickets.deleted_at')
    .where('tickets.requester_id', viewer.id)
    .whereIn('tickets.status', TURNS)
    .whereNull('tickets.confirmed_at')
}

/** The statuses in which requesters act next. */
export const TURNS = workflows.flatMap(requestersTurns)

/** Where work that nobody else may begin waits for the one it was given to. */
const STARTS = workflows.flatMap(({ transitions }) =>
  transitions
    .filter(({ name, requires }) => name === 'start' && requires?.includes('is_assigned'))
    .flatMap(({ from }) => from)
)
