import type Ticket from '#models/ticket'
import { findWorkflow } from '#workflows/index'
import { mayMove, type Standing } from '#workflows/workflow'

/** A point of a ticket's history, as far as it matters to a link "Roll back to here". */
export interface RollbackPoint {
  /** Its activity changed something, so that a snapshot was kept. */
  hasSnapshot: boolean
  /** No later activity has a snapshot: the ticket stands here now. */
  isNewest: boolean
}

/** May this person roll this ticket back at all now? A merged ticket lives on elsewhere and stays where it is. */
export function mayRollBack(
  ticket: Pick<Ticket, 'workflow' | 'mergedInto'>,
  standing: Standing
): boolean {
  return !ticket.mergedInto && mayMove(findWorkflow(ticket.workflow), 'rollback', standing)
}

/**
 * Whether a history offers to go back to a point. Pure and cheap, for each row of a page; the page behind the link says
 * what would change, or why nothing may.
 */
export function mayRollBackTo(
  ticket: Pick<Ticket, 'workflow' | 'mergedInto'>,
  standing: Standing,
  point: RollbackPoint
): boolean {
  return point.hasSnapshot && !point.isNewest && mayRollBack(ticket, standing)
}
