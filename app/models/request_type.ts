import { RequestTypeSchema } from '#database/schema'
import type { ProductCategory } from '#models/product'

export const PRODUCT_MODES = ['none', 'one', 'many'] as const
export const QUANTITY_MODES = ['none', 'ticket', 'product'] as const
export const CRITERIA_MODES = [
  'none',
  'optional',
  'manual',
  'format',
  'product',
  'image',
  'video',
] as const

export default class RequestType extends RequestTypeSchema {
  declare workflow: 'creative' | 'support'
  declare productMode: (typeof PRODUCT_MODES)[number]
  declare productCategory: ProductCategory | null
  declare quantityMode: (typeof QUANTITY_MODES)[number]
  declare criteriaMode: (typeof CRITERIA_MODES)[number]
}
