import { randomUUID } from 'node:crypto'
import { NotFound } from '#exceptions/refusals'
import Product from '#models/product'
import RequestTemplate from '#models/request_template'
import type RequestType from '#models/request_type'
import type User from '#models/user'
import { findDraft } from '#services/tickets/ticket_drafts'
import { emptyTicket, type TypedTicket } from '#services/tickets/typed_ticket'
import type { TemplateForm } from '#services/templates/template_form'

/** What the form says above it when it began with a template. */
export interface StartedFrom {
  name: string
  /** Products that are no longer asked for, by name; their rows were left out. */
  leftOut: string[]
  /** It is no longer offered: the form is empty. */
  isGone: boolean
  /** A draft is kept beside it. */
  hasDraft: boolean
}

/**
 * A new form that a template fills in, as far as it still holds: products that were retired, or belong elsewhere by now,
 * are left out. Nothing is written.
 * @throws NotFound for what is no template
 */
export async function startFromTemplate(
  id: unknown,
  viewer: User
): Promise<{ typed: TypedTicket; started: StartedFrom }> {
  if (typeof id !== 'string' || !/^[1-9]\d{0,8}$/.test(id)) throw new NotFound()
  const template = await RequestTemplate.query().where('id', id).preload('requestType').first()
  if (!template) throw new NotFound()
  const { requestType: type, form, name } = template
  const isGone = !template.isActive || !type.isActive
  const { kept, leftOut } = isGone ? { kept: {}, leftOut: [] } : await stillAsked(form, type)
  const typed = emptyTicket({ ...kept, type: type.key, idempotencyKey: randomUUID() })
  typed.priority ||= 'medium'
  const draft = await findDraft(viewer.id)
  return { typed, started: { name, leftOut, isGone, hasDraft: draft !== null } }
}

async function stillAsked(form: TemplateForm, type: RequestType) {
  const ids = [form.productId, ...form.items.map((item) => item.productId)].filter(Boolean)
  const products = ids.length > 0 ? await Product.query().whereIn('id', ids).orderBy('name') : []
  const isAsked = ({ isActive, category }: Product) =>
    isActive && (!type.productCategory || category === type.productCategory)
  const asked = new Set(products.filter(isAsked).map((product) => String(product.id)))
  return {
    kept: {
      ...form,
      productId: asked.has(form.productId) ? form.productId : '',
      items: form.items.filter((item) => asked.has(item.productId)),
    },
    leftOut: products.filter((product) => !isAsked(product)).map((product) => product.name),
  }
}
