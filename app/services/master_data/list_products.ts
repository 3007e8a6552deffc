import { useOfProduct } from '#services/handovers/use_of'
import Product, { PRODUCT_CATEGORIES } from '#models/product'

/** All products, by category and name. */
export async function listProducts() {
  return { products: await Product.query().orderBy(['category', 'name']) }
}

/**
 * What the form of a product needs.
 * @throws E_ROW_NOT_FOUND for an unknown id
 */
export async function productChoices(id: number | null) {
  const row = id ? await Product.findOrFail(id) : null
  const use = row?.isActive ? await useOfProduct(row.id) : null
  return { row, use, categories: PRODUCT_CATEGORIES }
}
