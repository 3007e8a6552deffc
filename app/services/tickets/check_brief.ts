import type { DateTime } from 'luxon'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import db from '@adonisjs/lucid/services/db'
import type RequestType from '#models/request_type'

export const FILE_FORMATS = ['still', 'gif', 'video_landscape', 'video_portrait'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]
export type Criteria = 'image' | 'video'

/** The largest number of pieces in one ticket. */
export const MOST_PIECES = 1000

/** A brief as typed, after its types were checked. */
export interface BriefForm {
  title: string
  description: string
  productId?: number | null
  items?: { productId: number; quantity: number; criteria?: Criteria | null }[]
  quantity?: number | null
  criteria?: Criteria | null
  fileFormat?: FileFormat | null
  scheduledStart?: DateTime | null
  scheduledEnd?: DateTime | null
}

export interface BriefItem {
  productId: number
  quantity: number
  criteria: Criteria | null
}

/** A brief as its request type wants it: fields that the type does not ask for are empty. */
export interface Brief {
  title: string
  description: string
  productId: number | null
  items: BriefItem[]
  quantity: number | null
  criteria: Criteria | null
  fileFormat: FileFormat | null
  scheduledStart: DateTime | null
  scheduledEnd: DateTime | null
  /** Pieces of output: the items' quantities, else the quantity, else null. */
  pieces: number | null
  /** Product names, for the search. */
  keywords: string
}

/** Field name → key of refusals.json under `brief`. */
export type BriefErrors = Record<string, { key: string; params?: Record<string, string | number> }>

interface ProductRow {
  id: number
  name: string
  category: string
  criteria: Criteria | null
  is_active: boolean
}

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
  const fileFormat = type.criteriaMode === 'format' ? (form.fileFormat ?? null) : null
  if (type.criteriaMode === 'format' && !fileFormat && !options.formatMayBeMissing) {
    errors.fileFormat = { key: 'format_missing' }
  }
  const items = type.productMode === 'many' ? checkItems(form, type, products, options, errors) : []
  const quantity = type.quantityMode === 'ticket' ? checkQuantity(form, errors) : null
  const schedule = checkSchedule(form, type, errors)
  const productId =
    type.productMode === 'one' ? checkProduct(form, type, products, options, errors) : null
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
    pieces: items.length > 0 ? total(items) : quantity,
    keywords: named
      .map((id) => (id === null ? '' : (products.get(id)?.name ?? '')))
      .join(' ')
      .trim(),
  }
  return { brief, errors }
}

async function findProducts(form: BriefForm, type: RequestType, client: QueryClientContract) {
  const ids = [
    ...(type.productMode === 'one' && form.productId ? [form.productId] : []),
    ...(type.productMode === 'many' ? (form.items ?? []).map((item) => item.productId) : []),
  ]
  if (ids.length === 0) return new Map<number, ProductRow>()
  const rows: ProductRow[] = await client.from('products').whereIn('id', ids)
  return new Map(rows.map((row) => [row.id, row]))
}

function checkProduct(
  form: BriefForm,
  type: RequestType,
  products: Map<number, ProductRow>,
  { keptProductIds = [] }: { keptProductIds?: number[] },
  errors: BriefErrors
): number | null {
  if (!form.productId) {
    errors.productId = { key: 'product_missing' }
    return null
  }
  const problem = productProblem(products.get(form.productId), type, keptProductIds)
  if (problem) errors.productId = problem
  return form.productId
}

function checkItems(
  form: BriefForm,
  type: RequestType,
  products: Map<number, ProductRow>,
  { keptProductIds = [] }: { keptProductIds?: number[] },
  errors: BriefErrors
): BriefItem[] {
  const rows = form.items ?? []
  if (rows.length === 0) errors.items = { key: 'items_missing' }
  const seen = new Set<number>()
  const items = rows.map((row, index) => {
    const product = products.get(row.productId)
    const at = `items.${index}`
    const problem = productProblem(product, type, keptProductIds)
    if (problem) errors[`${at}.productId`] = problem
    else if (seen.has(row.productId)) {
      errors[`${at}.productId`] = { key: 'product_twice', params: { name: product!.name } }
    }
    seen.add(row.productId)
    if (!isQuantity(row.quantity)) errors[`${at}.quantity`] = { key: 'quantity_range' }
    const criteria = itemCriteria(row.criteria ?? form.criteria ?? null, type, product)
    if (product && !criteria) errors[`${at}.criteria`] = { key: 'criteria_missing' }
    return { productId: row.productId, quantity: row.quantity, criteria }
  })
  if (total(items) > MOST_PIECES) {
    errors.items = { key: 'too_many_pieces', params: { most: MOST_PIECES, total: total(items) } }
  }
  return items
}

function productProblem(product: ProductRow | undefined, type: RequestType, kept: number[]) {
  if (!product) return { key: 'product_unknown' }
  if (type.productCategory && product.category !== type.productCategory) {
    return { key: 'product_wrong_category', params: { name: product.name } }
  }
  if (!product.is_active && !kept.includes(product.id)) {
    return { key: 'product_retired', params: { name: product.name } }
  }
  return null
}

function itemCriteria(given: Criteria | null, type: RequestType, product?: ProductRow) {
  if (type.criteriaMode === 'product') return product?.criteria ?? given
  if (type.criteriaMode === 'image' || type.criteriaMode === 'video') return type.criteriaMode
  return given ?? product?.criteria ?? null
}

function checkQuantity(form: BriefForm, errors: BriefErrors): number | null {
  if (!isQuantity(form.quantity)) errors.quantity = { key: 'quantity_range' }
  return form.quantity ?? null
}

function isQuantity(value: number | null | undefined): value is number {
  return Number.isInteger(value) && value! >= 1 && value! <= MOST_PIECES
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

/** Still and gif are images, the two video formats are videos. */
export function criteriaOf(format: FileFormat): Criteria {
  return format === 'still' || format === 'gif' ? 'image' : 'video'
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

function total(items: BriefItem[]): number {
  return items.reduce((sum, item) => sum + (Number.isFinite(item.quantity) ? item.quantity : 0), 0)
}
