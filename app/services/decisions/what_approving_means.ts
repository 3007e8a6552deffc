import type { I18n } from '@adonisjs/i18n'
import type Ticket from '#models/ticket'
import { planStep } from '#services/tickets/plan_step'
import { findWorkflow } from '#workflows/index'

/**
 * What follows an approval of the waiting step, in one sentence: who is asked next, or who can begin.
 * @param ticket with `assignee` preloaded
 */
export async function whatApprovingMeans(ticket: Ticket, i18n: I18n): Promise<string> {
  const { steps } = findWorkflow(ticket.workflow)
  const later = steps.slice(steps.indexOf(ticket.waitingStep!) + 1)
  for (const step of later) {
    const { skip, approvers } = await planStep(step, ticket)
    if (skip) continue
    const name = approvers[0]?.fullName
    const key = name ? 'decisions.means_next' : 'decisions.means_next_nobody'
    return i18n.t(key, { name, step: i18n.t(`workflow.step.${step}`).toLowerCase() })
  }
  if (!ticket.assignee) return i18n.t('decisions.means_assign')
  return i18n.t('decisions.means_start', { name: ticket.assignee.fullName })
}
