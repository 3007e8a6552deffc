import type { I18n } from '@adonisjs/i18n'
import { InvalidBrief } from '#exceptions/invalid_brief'
import type RequestType from '#models/request_type'
import { asBrief } from '#services/tickets/as_brief'
import { checkBrief } from '#services/tickets/check_brief'
import type { TypedTicket } from '#services/tickets/typed_ticket'
import type { TemplateForm } from '#services/templates/template_form'
import type { FieldErrors } from '#services/words/field_errors'

/** Fields that alone are nothing to start from: a form has them filled in anyway. */
const GIVEN = new Set(['priority', 'quantity'])

/**
 * Judges what a template fills in by the rules of its type. What is empty is left to the people who start from it.
 * @returns sentences by field; none when it may be kept
 */
export async function judgeRequestTemplate(
  typed: TypedTicket,
  type: RequestType,
  { i18n, zone }: { i18n: I18n; zone: string }
): Promise<FieldErrors> {
  const { errors } = await checkBrief(asBrief(typed, zone), type)
  const filled = Object.entries(errors).filter(([field]) => isFilled(typed, field))
  return new InvalidBrief(Object.fromEntries(filled)).messages(i18n.locale)
}

/** True when there is something to start from. */
export function fillsAnything({ items, ...texts }: TemplateForm): boolean {
  const isText = ([name, value]: [string, string]) => !GIVEN.has(name) && value !== ''
  return items.length > 0 || Object.entries(texts).some(isText)
}

function isFilled(typed: TypedTicket, field: string): boolean {
  const [name, index, part] = field.split('.')
  if (name !== 'items') return Boolean(typed[name as 'title'])
  if (index === undefined) return typed.items.length > 0
  return Boolean(typed.items[Number(index)]?.[part as 'quantity'])
}
