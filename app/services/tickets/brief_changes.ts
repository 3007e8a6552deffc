import { DateTime } from 'luxon'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { FieldChange } from '#models/activity'
import type { Brief, BriefItem } from '#services/tickets/brief'

export type BriefBefore = Omit<Brief, 'keywords' | 'pieces'>

const PLAIN = [
  'title',
  'description',
  'quantity',
  'criteria',
  'fileFormat',
  'scheduledStart',
  'scheduledEnd',
] as const

/**
 * The fields of a brief that differ, with short values before and after (at most 200 characters; times as ISO in UTC).
 * Items are one change for each product.
 */
export async function briefChanges(
  client: QueryClientContract,
  before: BriefBefore,
  after: Brief
): Promise<FieldChange[]> {
  const changes: FieldChange[] = []
  for (const field of PLAIN) {
    const [old, now] = [text(before[field]), text(after[field])]
    if (old !== now) changes.push({ field, before: short(old), after: short(now) })
  }
  const names = await productNames(client, before, after)
  if (before.productId !== after.productId) {
    const name = (id: number | null) => (id === null ? null : (names.get(id) ?? null))
    changes.push({ field: 'product', before: name(before.productId), after: name(after.productId) })
  }
  return [...changes, ...itemChanges(before.items, after.items, names)]
}

function itemChanges(before: BriefItem[], after: BriefItem[], names: Map<number, string>) {
  const products = [...new Set([...before, ...after].map((item) => item.productId))]
  return products.flatMap((id): FieldChange[] => {
    const old = describe(before.find((item) => item.productId === id))
    const now = describe(after.find((item) => item.productId === id))
    return old === now ? [] : [{ field: `item:${names.get(id) ?? id}`, before: old, after: now }]
  })
}

function describe(item: BriefItem | undefined): string | null {
  return item ? `${item.quantity}${item.criteria ? ` ${item.criteria}` : ''}` : null
}

async function productNames(client: QueryClientContract, before: BriefBefore, after: Brief) {
  const ids = [
    before.productId,
    after.productId,
    ...before.items.map((item) => item.productId),
    ...after.items.map((item) => item.productId),
  ].filter((id): id is number => id !== null)
  if (ids.length === 0) return new Map<number, string>()
  const rows = await client.from('products').whereIn('id', ids).select('id', 'name')
  return new Map(rows.map((row) => [row.id as number, row.name as string]))
}

function text(value: unknown): string | null {
  if (value === null || value === undefined) return null
  return value instanceof DateTime ? value.toUTC().toISO() : String(value)
}

function short(value: string | null): string | null {
  return value === null || value.length <= 200 ? value : `${value.slice(0, 199)}…`
}
