import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type RequestType from '#models/request_type'
import {
  criteriaOf,
  isQuantity,
  type Brief,
  type BriefErrors,
  type BriefForm,
  type Criteria,
  type FileFormat,
} from '#services/tickets/brief'
import { checkItems, checkProduct, totalOf } from '#services/tickets/check_products'
import { findProducts } from '#services/tickets/find_products'

/**
 * Judges a brief by its request type's rules (shared/workflows, request types and rules for items). Products that
 * the ticket had before may stay although they were retired.
 * @returns the brief as it will be stored, and the errors by field; store it only when there are none
 */
export async function checkBrief(
  form: BriefForm,
  type: RequestType,
  options: { keptProductIds?: number[]; formatMayBeMissing?: boolean } = {},
  client: QueryClientContract = db.connection()
): Promise<{ brief: Brief; errors: BriefErrors }> {
  const errors: BriefErrors = {}
  const products = await findProducts(form, type, client)
  const rules = { type, products, keptProductIds: options.keptProductIds ?? [] }
  const fileFormat = type.criteriaMode === 'format' ? (form.fileFormat ?? null) : null
  if (type.criteriaMode === 'format' && !fileFormat && !options.formatMayBeMissing) {
    errors.fileFormat = { key: 'format_missing' }
  }
  const items = type.productMode === 'many' ? checkItems(form, rules, errors) : []
  const quantity = type.quantityMode === 'ticket' ? checkQuantity(form, errors) : null
  const schedule = checkSchedule(form, type, errors)
  const productId = type.productMode === 'one' ? checkProduct(form, rules, errors) : null
  const named = [productId, ...items.map((item) => item.productId)]
  const brief: Brief = {
    title: form.title,
    description: form.description,
    productId,
    items,
    quantity,
    criteria: checkCriteria(form, type, fileFormat, errors),
    fileFormat,
    ...schedule,
    pieces: items.length > 0 ? totalOf(items) : quantity,
    keywords: named
      .map((id) => (id === null ? '' : (products.get(id)?.name ?? '')))
      .join(' ')
      .trim(),
  }
  return { brief, errors }
}

function checkQuantity(form: BriefForm, errors: BriefErrors): number | null {
  if (!isQuantity(form.quantity)) errors.quantity = { key: 'quantity_range' }
  return form.quantity ?? null
}

function checkCriteria(
  form: BriefForm,
  type: RequestType,
  fileFormat: FileFormat | null,
  errors: BriefErrors
): Criteria | null {
  switch (type.criteriaMode) {
    case 'image':
    case 'video':
      return type.criteriaMode
    case 'format':
      return fileFormat ? criteriaOf(fileFormat) : null
    case 'optional':
      return form.criteria ?? null
    case 'manual':
      if (type.productMode === 'many') return null
      if (!form.criteria) errors.criteria = { key: 'criteria_missing' }
      return form.criteria ?? null
    default:
      return null
  }
}

function checkSchedule(form: BriefForm, type: RequestType, errors: BriefErrors) {
  const scheduledStart = type.isScheduled ? (form.scheduledStart ?? null) : null
  const scheduledEnd = type.isScheduled ? (form.scheduledEnd ?? null) : null
  if (scheduledEnd && !scheduledStart) errors.scheduledStart = { key: 'start_missing' }
  if (scheduledEnd && scheduledStart && scheduledEnd < scheduledStart) {
    errors.scheduledEnd = { key: 'ends_before_start' }
  }
  return { scheduledStart, scheduledEnd }
}
