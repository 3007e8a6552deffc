import type { I18n } from '@adonisjs/i18n'
import { Invalid } from '#exceptions/refusals'
import RequestType from '#models/request_type'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { createTicket } from '#services/tickets/create_ticket'
import { isAskable } from '#services/tickets/group_types'
import { forgetDraft } from '#services/tickets/ticket_drafts'
import { judgeForm } from '#services/tickets/judge_form'
import { withoutUnasked } from '#services/tickets/asked_fields'
import { withoutBlankRows, type TypedTicket } from '#services/tickets/typed_ticket'
import { newTicketValidator } from '#validators/ticket_forms'

export interface Submission {
  typed: TypedTicket
  raw: Record<string, unknown>
  zone: string
  i18n: I18n
}

/**
 * Sends the form behind /tickets/new: types first, then the rules, then the ticket; its draft goes.
 * @returns the ticket, or the sentences by field with nothing stored
 */
export async function submitTicketForm({ typed, raw, zone, i18n }: Submission, actor: Actor) {
  typed.items = withoutBlankRows(typed.items)
  const types = await RequestType.query().where('isActive', true)
  const type = types.find((one) => one.key === typed.type && isAskable(one, types)) ?? null
  return judgeForm({ typed, type, zone, i18n }, async (): Promise<Ticket> => {
    const { type: key, ...form } = await newTicketValidator.validate(
      {
        ...withoutUnasked(raw, type),
        items: rowsOf(typed, type),
        collaboratorIds: typed.collaboratorIds,
      },
      { meta: { zone } }
    )
    if (!type) throw new Invalid('type', 'brief.type_unknown')
    const { fileIds } = typed
    const ticket = await createTicket(
      { ...form, description: form.description ?? '', requestTypeId: type.id, fileIds },
      actor
    )
    await forgetDraft(actor.by!.id)
    return ticket
  })
}

/** The rows for the validator: an empty field is no value; a type without rows has none. */
export function rowsOf(typed: TypedTicket, type: RequestType | null) {
  if (type && type.productMode !== 'many') return []
  return typed.items.map(({ productId, quantity, criteria }) => ({
    productId: productId || undefined,
    quantity: quantity || undefined,
    criteria: criteria || undefined,
  }))
}
