import type { HttpContext } from '@adonisjs/core/http'
import RequestTemplate from '#models/request_template'
import { viewing } from '#services/tickets/form_request'
import { ticketFormPage } from '#services/tickets/ticket_form_page'
import { emptyTicket, type TypedTicket } from '#services/tickets/typed_ticket'
import type { FieldErrors } from '#services/words/field_errors'

export interface TypedTemplate {
  id: number | null
  typed: TypedTicket
  name: string
  isActive: boolean
  errors: FieldErrors
}

/** The page of a request template: the form of its type, without people, times and files. */
export async function showRequestTemplate(ctx: HttpContext, { typed, ...shown }: TypedTemplate) {
  const page = await ticketFormPage({ ...viewing(ctx), typed, errors: shown.errors })
  const asks = page.asks && { ...page.asks, schedule: false }
  return ctx.view.render('pages/admin/request_templates/edit', { ...page, ...shown, asks })
}

/**
 * A template as its form shows it.
 * @throws E_ROW_NOT_FOUND
 */
export async function openRequestTemplate(id: number): Promise<TypedTemplate> {
  const template = await RequestTemplate.query()
    .where('id', id)
    .preload('requestType')
    .firstOrFail()
  const { name, isActive, form, requestType } = template
  const typed = emptyTicket({ ...form, type: requestType.key })
  return { id, typed, name, isActive, errors: {} }
}
