import { errors as vineErrors } from '@vinejs/vine'
import type { I18n } from '@adonisjs/i18n'
import { InvalidBrief } from '#exceptions/invalid_brief'
import { Invalid } from '#exceptions/refusals'
import type RequestType from '#models/request_type'
import { checkBrief } from '#services/tickets/check_brief'
import { asBrief } from '#services/tickets/as_brief'
import type { TypedTicket } from '#services/tickets/typed_ticket'

/** Field name → sentence. */
export type FormErrors = Record<string, string>

interface Judging {
  typed: TypedTicket
  type: RequestType | null
  zone: string
  i18n: I18n
  keptProductIds?: number[]
}

/**
 * Runs what sends a form; a refusal about its fields comes back as sentences by field, all of them at once: where the
 * types of some fields are wrong, the rules of the request type judge the others.
 * @throws everything that is not about a field
 */
export async function judgeForm<Result>(
  judging: Judging,
  send: () => Promise<Result>
): Promise<{ done: Result } | { errors: FormErrors }> {
  try {
    return { done: await send() }
  } catch (error) {
    const { i18n } = judging
    if (error instanceof InvalidBrief) return { errors: inOrder(error.messages(i18n.locale)) }
    if (error instanceof Invalid) return { errors: { [error.field]: error.sentence(i18n.locale) } }
    if (error instanceof vineErrors.E_VALIDATION_ERROR) {
      const errors = { ...(await ruleErrors(judging)), ...typeErrors(error.messages, i18n) }
      return { errors: inOrder(errors) }
    }
    throw error
  }
}

async function ruleErrors({ typed, type, zone, i18n, keptProductIds }: Judging) {
  if (!type) return {}
  const { errors } = await checkBrief(asBrief(typed, zone), type, { keptProductIds })
  return new InvalidBrief(errors).messages(i18n.locale)
}

function typeErrors(messages: { field: string; rule: string }[], i18n: I18n): FormErrors {
  return Object.fromEntries(
    messages.map(({ field, rule }) => {
      const name = field.replace(/\.\d+/g, '').replaceAll('.', '_')
      const special = `ticket_form.problem.${name}_${rule}`
      const key = i18n.hasMessage(special) ? special : `ticket_form.problem.${name}`
      return [field.replace(/^(collaboratorIds)\.\d+$/, '$1'), i18n.t(key)]
    })
  )
}

const ORDER = [
  'type',
  'title',
  'description',
  'items',
  'productId',
  'fileFormat',
  'criteria',
  'quantity',
]

/** The errors as the form shows them from top to bottom. */
function inOrder(errors: FormErrors): FormErrors {
  const place = (field: string) =>
    (ORDER.indexOf(field.split('.')[0]) + 1 || 99) + field.split('.').length / 10
  const fields = Object.keys(errors).sort((a, b) => place(a) - place(b))
  return Object.fromEntries(fields.map((field) => [field, errors[field]]))
}
