import type { TypedItem, TypedTicket } from '#services/tickets/typed_ticket'

/** The texts of a ticket form that a template may fill in. */
export const TEMPLATE_TEXTS = [
  'title',
  'description',
  'productId',
  'quantity',
  'criteria',
  'fileFormat',
  'priority',
] as const

/** What a request template fills in, as it would be typed; the shape of a kept draft, without people, times and files. */
export interface TemplateForm extends Record<(typeof TEMPLATE_TEXTS)[number], string> {
  items: TypedItem[]
}

/** Of a form as typed, what a template keeps. */
export function templateFormOf(typed: TypedTicket): TemplateForm {
  const texts = Object.fromEntries(TEMPLATE_TEXTS.map((name) => [name, typed[name].trim()]))
  const items = typed.items.filter((item) => item.productId !== '')
  return { ...(texts as Omit<TemplateForm, 'items'>), items }
}
