import { appUrl } from '#config/app'
import { Refusal } from '#exceptions/refusals'
import type User from '#models/user'
import { findStanding } from '#services/tickets/find_standing'
import { fillPlaceholders } from '#services/templates/placeholders'
import { mayInsertReplies, usableBy } from '#services/templates/offer_reply_templates'

/**
 * The text of a reply template for a ticket, its placeholders filled in. Changes nothing.
 * @throws NotFound for strangers; Refusal 403 for who is not on the handling side, 404 for a template that is gone or not his
 */
export async function writeReply(
  ticketId: number,
  templateId: number,
  viewer: User
): Promise<string> {
  const { ticket, standing } = await findStanding(ticketId, viewer)
  if (!mayInsertReplies(standing)) throw new Refusal('templates.not_yours')
  const isId = Number.isSafeInteger(templateId) && templateId > 0 && templateId < 2 ** 31
  const usable = usableBy(viewer, ticket.handlingDepartmentId)
  const template = isId ? await usable.where('id', templateId).first() : null
  if (!template) throw new Refusal('templates.gone', {}, 404)
  return fillPlaceholders(template.body, {
    requester: ticket.requester.fullName,
    first_name: ticket.requester.firstName || ticket.requester.fullName,
    number: `#${ticket.id}`,
    title: ticket.title,
    agent: viewer.fullName,
    department: ticket.handlingDepartment.name,
    link: `${appUrl}/tickets/${ticket.id}`,
  })
}
