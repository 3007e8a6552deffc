import type { I18n } from '@adonisjs/i18n'
import { Invalid } from '#exceptions/refusals'
import RequestTemplate from '#models/request_template'
import RequestType from '#models/request_type'
import type { Actor } from '#services/actor'
import { askedFields } from '#services/tickets/asked_fields'
import { withoutBlankRows, type TypedTicket } from '#services/tickets/typed_ticket'
import { judgeRequestTemplate } from '#services/templates/judge_request_template'
import { saveRequestTemplate } from '#services/templates/save_request_template'
import { templateFormOf, type TemplateForm } from '#services/templates/template_form'
import { fieldErrors, type FieldErrors } from '#services/words/field_errors'
import { requestTemplateValidator } from '#validators/templates'

export interface TemplateSubmission {
  typed: TypedTicket
  raw: Record<string, unknown>
  zone: string
  i18n: I18n
}

/**
 * Sends the form of a request template: its texts first, then the rules of its type.
 * @returns the template, or the sentences by field with nothing stored
 * @throws E_ROW_NOT_FOUND; Refusal 403
 */
export async function submitRequestTemplate(
  id: number | null,
  { typed, raw, zone, i18n }: TemplateSubmission,
  actor: Actor
): Promise<{ done: RequestTemplate } | { errors: FieldErrors }> {
  const type = await typeOf(id, typed)
  typed.items = withoutBlankRows(typed.items).filter((item) => item.productId !== '')
  try {
    const messagesProvider = i18n.createMessagesProvider()
    const { name, isActive = false } = await requestTemplateValidator.validate(raw, {
      messagesProvider,
    })
    if (!type) throw new Invalid('type', 'templates.no_type')
    const errors = await judgeRequestTemplate(typed, type, { i18n, zone })
    if (Object.keys(errors).length > 0) return { errors }
    const form = asked(templateFormOf(typed), type)
    return { done: await saveRequestTemplate(id, type, { name, isActive, form }, actor) }
  } catch (error) {
    const errors = fieldErrors(error, i18n.locale)
    if (!errors) throw error
    return { errors }
  }
}

/** The type of a template stays; a new one takes the one that was chosen. */
async function typeOf(id: number | null, typed: TypedTicket): Promise<RequestType | null> {
  if (id === null) return RequestType.query().where({ key: typed.type, isActive: true }).first()
  const template = await RequestTemplate.query()
    .where('id', id)
    .preload('requestType')
    .firstOrFail()
  typed.type = template.requestType.key
  return template.requestType
}

/** Without what the type does not ask for. */
function asked(form: TemplateForm, type: RequestType): TemplateForm {
  const fields: string[] = askedFields(type)
  const byType = ['productId', 'quantity', 'criteria', 'fileFormat'] as const
  const unasked = byType.filter((name) => !fields.includes(name)).map((name) => [name, ''])
  const items = fields.includes('items') ? form.items : []
  return { ...form, ...Object.fromEntries(unasked), items }
}
