import { ProductSchema } from '#database/schema'

export const PRODUCT_CATEGORIES = ['general', 'ads', 'telegram'] as const
export type ProductCategory = (typeof PRODUCT_CATEGORIES)[number]

export default class Product extends ProductSchema {
  declare category: ProductCategory
  declare criteria: 'image' | 'video' | null
}
