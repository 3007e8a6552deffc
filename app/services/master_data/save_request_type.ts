import string from '@adonisjs/core/helpers/string'
import { Invalid } from '#exceptions/refusals'
import RequestType from '#models/request_type'
import type { Actor } from '#services/actor'
import { saveRow } from '#services/master_data/save_row'

export interface RequestTypeForm {
  name: string
  productMode: 'none' | 'one' | 'many'
  productCategory?: string
  quantityMode: 'none' | 'ticket' | 'product'
  criteriaMode: string
  isScheduled?: boolean
  deliverableRequired?: boolean
  descriptionHint?: string
  position: number
  isActive?: boolean
}

/**
 * Makes or changes a creative request type. Tickets that exist keep what they have; the new rules count for new briefs
 * and edits.
 * @throws Invalid 422 for rules that contradict each other or a taken name; E_ROW_NOT_FOUND
 */
export async function saveRequestType(id: number | null, form: RequestTypeForm, actor: Actor) {
  refuseContradictions(form)
  const values = {
    name: form.name,
    productMode: form.productMode,
    productCategory: form.productMode === 'none' ? null : (form.productCategory ?? null),
    quantityMode: form.quantityMode,
    criteriaMode: form.criteriaMode,
    isScheduled: form.isScheduled ?? false,
    deliverableRequired: form.deliverableRequired ?? false,
    descriptionHint: form.descriptionHint ?? '',
    position: form.position,
    isActive: form.isActive ?? false,
  }
  const own = id ? {} : { key: string.snakeCase(form.name).slice(0, 60), workflow: 'creative' }
  return saveRow(
    {
      model: RequestType,
      id,
      subject: 'request_type',
      label: form.name,
      values: { ...values, ...own },
    },
    actor
  )
}

function refuseContradictions(form: RequestTypeForm) {
  if (form.productMode !== 'none' && !form.productCategory) {
    throw new Invalid('productCategory', 'master.category_missing')
  }
  if ((form.productMode === 'many') !== (form.quantityMode === 'product')) {
    throw new Invalid('quantityMode', 'master.quantity_by_product')
  }
  if (form.criteriaMode === 'product' && form.productMode !== 'many') {
    throw new Invalid('criteriaMode', 'master.criteria_by_product')
  }
}
