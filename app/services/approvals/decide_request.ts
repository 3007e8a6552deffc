import type { I18n } from '@adonisjs/i18n'
import { Conflict, Invalid } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { findApprovers } from '#services/approvals/find_approvers'
import { departmentOfStep } from '#services/tickets/department_of_step'
import { transitionTicket, type SeenVersion } from '#services/tickets/transition_ticket'

export interface DecisionForm {
  decision: 'approve' | 'reject'
  note?: string
  seen: SeenVersion
}

/** What became of a decision, as the page says it. */
export type Outcome =
  | { kind: 'decided'; sentence: string; next: string }
  | { kind: 'invalid'; sentence: string }
  | { kind: 'conflict'; sentence: string }

/**
 * Decides one request from the inbox or the dashboard.
 * @returns what to show in place of the item: done, a missing reason (422), or who was faster (409)
 * @throws NotFound and Refusal as transitionTicket does
 */
export async function decideRequest(
  ticketId: number,
  { decision, note, seen }: DecisionForm,
  actor: Actor,
  i18n: I18n
): Promise<Outcome> {
  try {
    const ticket = await transitionTicket(ticketId, decision, { note, seen }, actor)
    const key = `workflow.${ticket.workflow}.transition.${decision}.done`
    const sentence = i18n.t(key, { id: String(ticketId) })
    return { kind: 'decided', sentence, next: await whatNext(ticket, i18n) }
  } catch (error) {
    if (error instanceof Conflict)
      return { kind: 'conflict', sentence: error.sentence(i18n.locale) }
    if (error instanceof Invalid) return { kind: 'invalid', sentence: error.sentence(i18n.locale) }
    throw error
  }
}

/** Who is next: the second signature, the person who can start, or whoever assigns. */
export async function whatNext(ticket: Ticket, i18n: I18n): Promise<string> {
  if (ticket.waitingStep) {
    const find = await findApprovers()
    const departmentId = departmentOfStep(ticket.waitingStep, ticket)
    const { approvers } = find(departmentId, ticket.requesterId)
    return i18n.t('approvals.next_waits', { name: approvers[0]?.fullName ?? '' })
  }
  if (ticket.isRefused) return i18n.t('approvals.next_told')
  if (!ticket.assigneeId) return i18n.t('approvals.next_assign')
  await ticket.load('assignee')
  return i18n.t('approvals.next_start', { name: ticket.assignee.fullName })
}
