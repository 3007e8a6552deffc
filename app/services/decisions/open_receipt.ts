import type { I18n } from '@adonisjs/i18n'
import Approval from '#models/approval'
import Ticket from '#models/ticket'
import { whatNext } from '#services/approvals/decide_request'
import type { DecisionLink } from '#services/decisions/read_decision_link'

/** What somebody sees who used his link: his decision, and what follows from it now. */
export async function openReceipt({ person, row, seen }: DecisionLink, i18n: I18n) {
  const approval = await Approval.query()
    .where({ ticketId: row.ticketId, userId: person.id, step: seen.step, round: seen.round })
    .where('briefVersion', seen.briefVersion)
    .orderBy('id', 'desc')
    .first()
  const ticket = await Ticket.query().where('id', row.ticketId).preload('requester').firstOrFail()
  const isCurrent = ticket.round === seen.round && ticket.briefVersion === seen.briefVersion
  return {
    ticket,
    approval,
    person,
    next: isCurrent && !approval?.voidedAt ? await whatNext(ticket, i18n) : '',
  }
}
