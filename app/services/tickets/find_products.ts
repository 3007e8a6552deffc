import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type RequestType from '#models/request_type'
import type { BriefForm, Criteria } from '#services/tickets/brief'

export interface NamedProduct {
  id: number
  name: string
  category: string
  criteria: Criteria | null
  is_active: boolean
}

/** The products that a brief of this type names, by id. */
export type NamedProducts = Map<number, NamedProduct>

/** Reads the products that a brief names, in one query; only those its type asks for. */
export async function findProducts(
  form: BriefForm,
  type: RequestType,
  client: QueryClientContract
): Promise<NamedProducts> {
  const ids = [
    ...(type.productMode === 'one' && form.productId ? [form.productId] : []),
    ...(type.productMode === 'many' ? (form.items ?? []).map((item) => item.productId) : []),
  ]
  if (ids.length === 0) return new Map()
  const rows: NamedProduct[] = await client.from('products').whereIn('id', ids)
  return new Map(rows.map((row) => [row.id, row]))
}
