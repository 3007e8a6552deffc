import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'
import { findWorkflow } from '#workflows/index'
import type { Standing } from '#workflows/workflow'

export interface FoundStanding {
  ticket: Ticket
  standing: Standing
  /** The viewer sees it before the queue does, as somebody who is proposed for it. */
  isPlanned: boolean
}

/**
 * A ticket outside the trash and what a person is to it, without locking it: for pages that ask before a change.
 * @throws NotFound for strangers
 */
export async function findStanding(ticketId: number, viewer: User): Promise<FoundStanding> {
  const ticket = await Ticket.query()
    .where('tickets.id', ticketId)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .preload('requester')
    .preload('requestType')
    .preload('handlingDepartment')
    .first()
  if (!ticket) throw new NotFound()
  const helpers = await db.from('collaborators').where('ticket_id', ticketId).select('user_id')
  const isWatcher = await db
    .from('watchers')
    .where({ ticket_id: ticketId, user_id: viewer.id })
    .first()
  const ids = helpers.map((row) => row.user_id)
  const standing = standingOf(viewer, { ...factsOf(ticket, viewer, ids), isWatcher: !!isWatcher })
  const isQueued = findWorkflow(ticket.workflow).queueStatuses.includes(ticket.status)
  return { ticket, standing, isPlanned: !isQueued && !isWatcher }
}
