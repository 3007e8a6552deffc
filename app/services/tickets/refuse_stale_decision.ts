import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { Conflict } from '#exceptions/refusals'
import Approval from '#models/approval'
import Ticket from '#models/ticket'
import type User from '#models/user'
import type { SeenVersion } from '#services/tickets/transition_ticket'

type Question =
  | { trx: QueryClientContract; ticket: Ticket; by: User | null }
  | { ticketId: number; by: User | null }

/**
 * Refuses a decision that no longer meets the step, round and brief version it was made for, and says who decided
 * (shared/workflows, decisions). Without a seen version there is nothing to compare: the present status judges.
 * @throws Conflict 409
 */
export async function refuseStaleDecision(question: Question, seen?: SeenVersion): Promise<void> {
  if (!seen) return
  const ticket =
    'ticket' in question
      ? question.ticket
      : await Ticket.query()
          .where('tickets.id', question.ticketId)
          .withScopes((scopes) => question.by && scopes.visibleTo(question.by))
          .first()
  if (!ticket) return
  const isCurrent =
    ticket.waitingStep === seen.step &&
    ticket.round === seen.round &&
    ticket.briefVersion === seen.briefVersion
  if (isCurrent) return
  const decided = await Approval.query('trx' in question ? { client: question.trx as any } : {})
    .where({ ticketId: ticket.id, step: seen.step, round: seen.round })
    .where('briefVersion', seen.briefVersion)
    .whereNot('decision', 'skipped')
    .preload('user')
    .orderBy('id', 'desc')
    .first()
  if (decided?.user) {
    const by = { id: decided.user.id, fullName: decided.user.fullName }
    throw new Conflict(`decided_${decided.decision}`, { id: ticket.id, name: by.fullName }, by)
  }
  const isChanged = ticket.briefVersion !== seen.briefVersion
  throw new Conflict(isChanged ? 'brief_changed' : 'no_longer_waits', { id: ticket.id })
}
