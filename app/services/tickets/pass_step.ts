import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type Ticket from '#models/ticket'
import { system } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { askApprovers } from '#services/tickets/ask_approvers'
import { skippedDetails } from '#services/tickets/decide'
import { enterSteps } from '#services/tickets/enter_steps'
import { saveTicket } from '#services/tickets/save_ticket'
import { takeEffect } from '#services/tickets/take_effect'
import { findWorkflow } from '#workflows/index'

/**
 * Moves a ticket past the step it waits for, because nobody is left who could decide it (shared/workflows): the step is
 * recorded as skipped, the next one is asked. The ticket is locked by the caller.
 */
export async function passStep(trx: TransactionClientContract, ticket: Ticket): Promise<void> {
  await ticket.load('requestType')
  const rows = await trx.from('collaborators').where('ticket_id', ticket.id).select('user_id')
  const collaboratorIds = rows.map((row) => row.user_id as number)
  const workflow = findWorkflow(ticket.workflow)
  const locked = { trx, ticket, workflow, collaboratorIds, actor: system }
  const fromStatus = ticket.status
  const entry = await enterSteps(locked, ticket.waitingStep!)
  const effect = entry.waiting ? { tells: [], details: {} } : await takeEffect(locked)
  await saveTicket(ticket)
  await recordActivity(locked, {
    action: 'step_skipped',
    fromStatus,
    details: { ...skippedDetails(entry), ...effect.details },
    tells: [
      ...askApprovers(entry),
      ...effect.tells,
      ...(entry.waiting ? [] : [{ to: ['requester' as const], kind: 'approved' }]),
    ],
  })
}
