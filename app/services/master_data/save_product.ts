import Product from '#models/product'
import type { Actor } from '#services/actor'
import { saveRow } from '#services/master_data/save_row'
import { suggestCriteria } from '#services/products/suggest_criteria'

export interface ProductForm {
  name: string
  description?: string
  category: string
  brand?: string
  criteria?: 'image' | 'video'
  isActive?: boolean
}

/**
 * Makes or changes a product. A new one without criteria gets what its name suggests; afterwards nothing is guessed.
 * Retiring a product leaves the tickets that have it as they are.
 * @throws Invalid 422 when the name is taken; E_ROW_NOT_FOUND
 */
export async function saveProduct(id: number | null, form: ProductForm, actor: Actor) {
  const suggested = id ? null : suggestCriteria(form.name)
  return saveRow(
    {
      model: Product,
      id,
      subject: 'product',
      label: form.name,
      values: {
        name: form.name,
        description: form.description ?? '',
        category: form.category,
        brand: form.brand ?? '',
        criteria: form.criteria ?? suggested,
        isActive: form.isActive ?? false,
      },
    },
    actor
  )
}
