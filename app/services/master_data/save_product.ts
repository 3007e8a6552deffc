import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid } from '#exceptions/refusals'
import Product from '#models/product'
import { refuseUnlessAdmin } from '#services/accounts/admin_of'
import type { Actor } from '#services/actor'
import { useOfProduct } from '#services/handovers/use_of'
import { saveRow } from '#services/master_data/save_row'
import { suggestCriteria } from '#services/products/suggest_criteria'

export interface ProductForm {
  name: string
  description?: string
  category: string
  brand?: string
  criteria?: 'image' | 'video'
  isActive?: boolean
  /** The person has seen which open tickets ask for it. */
  understood?: boolean
}

/**
 * Makes or changes a product. A new one without criteria gets what its name suggests; afterwards nothing is guessed.
 * Retiring a product leaves the tickets that have it as they are: another product is another brief, and would void every
 * approval. Whoever retires one has seen them.
 * @throws Invalid 422 when the name is taken, or open tickets were not seen; E_ROW_NOT_FOUND
 */
export async function saveProduct(id: number | null, form: ProductForm, actor: Actor) {
  const suggested = id ? null : suggestCriteria(form.name)
  const values = {
    name: form.name,
    description: form.description ?? '',
    category: form.category,
    brand: form.brand ?? '',
    criteria: form.criteria ?? suggested,
    isActive: form.isActive ?? false,
  }
  const row = { model: Product, id, subject: 'product', label: form.name, values }
  return db.transaction(async (trx) => {
    await refuseUnlessAdmin(trx, actor)
    if (id && !form.isActive && !form.understood) await refuseUnseen(trx, id)
    return saveRow(row, actor, trx)
  })
}

async function refuseUnseen(trx: TransactionClientContract, id: number): Promise<void> {
  const product = await Product.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
  if (!product.isActive) return
  const { count } = await useOfProduct(id, trx)
  if (count > 0) throw new Invalid('understood', 'master.still_asked', { open: count })
}
