import Department from '#models/department'
import type Ticket from '#models/ticket'
import type { TimeWords } from '#services/words/time_words'
import { findWorkflow } from '#workflows/index'

/** What to say of a ticket that was just sent: a key of the words, and what its sentence names. */
export async function saySent(
  ticket: Ticket,
  times: TimeWords
): Promise<{ key: string; values: Record<string, string | number> }> {
  const { id, waitingStep, responseDueAt } = ticket
  if (waitingStep) return { key: 'ticket_form.sent', values: { id } }
  if (findWorkflow(ticket.workflow).steps.length > 0) {
    return { key: 'ticket_form.sent_approved', values: { id } }
  }
  const { name: department } = await Department.findOrFail(ticket.handlingDepartmentId)
  return {
    key: `ticket_form.sent_support${responseDueAt ? '_until' : ''}`,
    values: { id, department, until: times.moment(responseDueAt) },
  }
}
