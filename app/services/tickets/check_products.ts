import type RequestType from '#models/request_type'
import {
  isQuantity,
  MOST_PIECES,
  type BriefErrors,
  type BriefForm,
  type BriefItem,
  type Criteria,
} from '#services/tickets/brief'
import type { NamedProduct, NamedProducts } from '#services/tickets/find_products'

/** What a brief's products are judged by: the type, and the products the ticket had before. */
export interface ProductRules {
  type: RequestType
  products: NamedProducts
  keptProductIds: number[]
}

/** Judges the one product of a brief; errors are added to `errors`. */
export function checkProduct(
  form: BriefForm,
  rules: ProductRules,
  errors: BriefErrors
): number | null {
  if (!form.productId) {
    errors.productId = { key: 'product_missing' }
    return null
  }
  const problem = productProblem(form.productId, rules)
  if (problem) errors.productId = problem
  return form.productId
}

/** Judges the items of a brief; errors are added to `errors`, under the place of each item. */
export function checkItems(form: BriefForm, rules: ProductRules, errors: BriefErrors): BriefItem[] {
  const rows = form.items ?? []
  if (rows.length === 0) errors.items = { key: 'items_missing' }
  const seen = new Set<number>()
  const items = rows.map((row, index) => {
    const product = rules.products.get(row.productId)
    const at = `items.${index}`
    const problem = productProblem(row.productId, rules)
    if (problem) errors[`${at}.productId`] = problem
    else if (seen.has(row.productId)) {
      errors[`${at}.productId`] = { key: 'product_twice', params: { name: product!.name } }
    }
    seen.add(row.productId)
    if (!isQuantity(row.quantity)) errors[`${at}.quantity`] = { key: 'quantity_range' }
    const criteria = itemCriteria(row.criteria ?? form.criteria ?? null, rules.type, product)
    if (product && !criteria) errors[`${at}.criteria`] = { key: 'criteria_missing' }
    return { productId: row.productId, quantity: row.quantity, criteria }
  })
  const total = totalOf(items)
  if (total > MOST_PIECES) {
    errors.items = { key: 'too_many_pieces', params: { most: MOST_PIECES, total } }
  }
  return items
}

/** The pieces of all items. */
export function totalOf(items: BriefItem[]): number {
  return items.reduce((sum, item) => sum + (Number.isFinite(item.quantity) ? item.quantity : 0), 0)
}

function productProblem(id: number, { type, products, keptProductIds }: ProductRules) {
  const product = products.get(id)
  if (!product) return { key: 'product_unknown' }
  if (type.productCategory && product.category !== type.productCategory) {
    return { key: 'product_wrong_category', params: { name: product.name } }
  }
  if (!product.is_active && !keptProductIds.includes(product.id)) {
    return { key: 'product_retired', params: { name: product.name } }
  }
  return null
}

function itemCriteria(given: Criteria | null, type: RequestType, product?: NamedProduct) {
  if (type.criteriaMode === 'product') return product?.criteria ?? given
  if (type.criteriaMode === 'image' || type.criteriaMode === 'video') return type.criteriaMode
  return given ?? product?.criteria ?? null
}
