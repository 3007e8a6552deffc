import type Delivery from '#models/delivery'
import type Ticket from '#models/ticket'
import { findWorkflow } from '#workflows/index'

const FIRST_ANSWERS = ['response_near', 'response_overdue']
/** Told while the ticket stands where the question brought it. */
const ASKING = ['waiting_for_you']
const DEADLINES = ['deadline', 'overdue']

/** True for a reminder of what was settled meanwhile, and for a question that nobody waits for any more. */
export function isOver({ kind }: Delivery, ticket: Ticket): boolean {
  const { statuses, transitions } = findWorkflow(ticket.workflow)
  const isFinished = statuses[ticket.status].isFinished ?? false
  if (FIRST_ANSWERS.includes(kind)) return isFinished || ticket.firstResponseAt !== null
  // A clock that stands still has no deadline.
  if (DEADLINES.includes(kind)) return isFinished || ticket.deadlineAt === null
  if (kind === 'idle') return isFinished
  // Undone before anybody was told.
  if (kind === 'trashed') return !ticket.isTrashed
  if (kind === 'unconfirmed') return ticket.isConfirmed || !isFinished
  const asks = transitions.find((one) => one.kind === kind && ASKING.includes(kind))
  return asks !== undefined && ticket.status !== asks.to
}
