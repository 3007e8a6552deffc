import { Refusal } from '#exceptions/refusals'
import Department from '#models/department'
import type User from '#models/user'
import { findStanding } from '#services/tickets/find_standing'
import { findWorkflow } from '#workflows/index'
import { PRIORITIES, whyNot, type Priority } from '#workflows/workflow'

/**
 * What the transfer form needs: the ticket, the other active departments, and the next higher priority.
 * @throws NotFound for strangers, Refusal 403 with the reason
 */
export async function prepareTransfer(ticketId: number, viewer: User) {
  const { ticket, standing } = await findStanding(ticketId, viewer)
  const why = whyNot(findWorkflow(ticket.workflow), 'transfer', standing)
  if (why) throw new Refusal(`${ticket.workflow}.transfer.${why.code}`)
  const departments = await Department.query()
    .where('isActive', true)
    .whereNot('id', ticket.handlingDepartmentId)
    .orderBy('name')
  const higher: Priority | null = PRIORITIES[PRIORITIES.indexOf(ticket.priority) + 1] ?? null
  return { ticket, departments, higher }
}
