import db from '@adonisjs/lucid/services/db'
import type { Breakdowns } from '#services/reports/breakdowns/break_down'

export interface KeyNames {
  type: Map<number, { key: string; label: string; workflow: string; isParent: boolean }>
  department: Map<number, string>
  product: Map<number, { label: string; category: string }>
  /** By the brand in small letters, as most of its products write it. */
  brand: Map<string, string>
}

/** The names of what a report was broken down by, in one query. */
export async function nameKeys({ type, department, handling, product }: Breakdowns) {
  const departments = [...new Set([...department.keys(), ...handling.keys()])]
  const products = [...product.keys()].filter((id) => id !== null)
  const { rows } = await db.rawQuery(
    `select 'type' as kind, t.id, coalesce(p.name || ': ', '') || t.name as label, t.key as key,
       exists (select 1 from request_types c where c.parent_id = t.id) as is_parent, t.workflow as more
     from request_types t left join request_types p on p.id = t.parent_id where t.id = any(:types)
     union all select 'department', d.id, d.name::text, null, false, null from departments d where d.id = any(:departments)
     union all select 'product', p.id, p.name::text, p.category, false, trim(p.brand) from products p where p.id = any(:products)
     order by id`,
    { types: [...type.keys()], departments, products } as never
  )
  const of = (kind: string): any[] => rows.filter((row: any) => row.kind === kind)
  return {
    type: new Map(
      of('type').map((row) => [
        row.id,
        { key: row.key, label: row.label, workflow: row.more, isParent: row.is_parent },
      ])
    ),
    department: new Map(of('department').map(({ id, label }) => [id, label])),
    product: new Map(
      of('product').map(({ id, label, key: category }) => [id, { label, category }])
    ),
    brand: brandsOf(of('product').map(({ more }) => more)),
  } satisfies KeyNames as KeyNames
}

function brandsOf(written: string[]): Map<string, string> {
  const often = (brand: string) => written.filter((one) => one === brand).length
  const brands = [...new Set(written)].sort((a, b) => often(a) - often(b))
  // The one written most often comes last and stays.
  return new Map(brands.map((brand) => [brand.toLowerCase(), brand]))
}
