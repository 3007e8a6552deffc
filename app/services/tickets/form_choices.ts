import type Product from '#models/product'
import type RequestType from '#models/request_type'
import type User from '#models/user'
import { askedFields } from '#services/tickets/asked_fields'
import { FILE_FORMATS } from '#services/tickets/brief'
import type { FormQuestion } from '#services/tickets/ticket_form_page'
import { PRIORITIES } from '#workflows/workflow'

/** What a request type asks for, as the template sees it. */
export function asksOf(type: RequestType) {
  const fields = askedFields(type)
  return {
    fields,
    product: fields.includes('productId'),
    items: fields.includes('items'),
    quantity: fields.includes('quantity'),
    fileFormat: fields.includes('fileFormat'),
    criteria: fields.includes('criteria'),
    criteriaOptional: type.criteriaMode === 'optional',
    criteriaFixed: ['image', 'video'].includes(type.criteriaMode) ? type.criteriaMode : null,
    itemCriteria: type.criteriaMode === 'manual' || type.criteriaMode === 'optional',
    schedule: type.isScheduled,
  }
}

/** What the form offers to choose from, in words. */
export function choicesOf(
  { i18n, typed }: FormQuestion,
  type: RequestType,
  products: Product[],
  people: User[]
) {
  const word = (criteria: string | null) =>
    criteria ? i18n.t(`workflow.criteria.${criteria}`) : null
  const fixed = ['image', 'video'].includes(type.criteriaMode) ? type.criteriaMode : null
  return {
    products: products.map((product) => ({
      value: product.id,
      label: product.isActive
        ? product.name
        : i18n.t('ticket_form.retired', { name: product.name }),
      criteria: word(fixed ?? product.criteria),
      kind: fixed ?? product.criteria,
    })),
    people: people.map((person) => ({ value: person.id, label: person.fullName })),
    collaborators: people.filter((person) => String(person.id) !== typed.assigneeId),
    priorities: PRIORITIES.map((value) => ({ value, label: i18n.t(`workflow.priority.${value}`) })),
    formats: FILE_FORMATS.map((value) => ({
      value,
      label: i18n.t(`workflow.file_format.${value}`),
    })),
    criteria: ['image', 'video'].map((value) => ({
      value,
      label: i18n.t(`workflow.criteria.${value}`),
    })),
  }
}
