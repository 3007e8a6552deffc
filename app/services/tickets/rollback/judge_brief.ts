import type { DateTime } from 'luxon'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type RequestType from '#models/request_type'
import type { BriefErrors, BriefForm } from '#services/tickets/brief'
import { checkBrief } from '#services/tickets/check_brief'
import type { LeftOut } from '#services/tickets/rollback/left_out'
import type { Past } from '#services/tickets/rollback/read_past'

/** Fields that only make sense together; one of them that does not fit keeps all of them as they are. */
export const PARTS: { field: string; of: (keyof BriefForm)[] }[] = [
  { field: 'title', of: ['title'] },
  { field: 'description', of: ['description'] },
  { field: 'product', of: ['productId'] },
  { field: 'items', of: ['items'] },
  { field: 'quantity', of: ['quantity'] },
  { field: 'criteria', of: ['criteria', 'fileFormat'] },
  { field: 'scheduledStart', of: ['scheduledStart', 'scheduledEnd'] },
]
export type Part = (typeof PARTS)[number]

interface Judging {
  type: RequestType
  before: Required<BriefForm>
  past: Past
  differing: Part[]
}

/**
 * Which of the fields that differ the form of a request type would refuse today, and why.
 * @returns the refused ones by field, and whether anything of the form is refused, also of what does not differ
 */
export async function judgeParts(
  client: QueryClientContract,
  { type, before, past, differing }: Judging
) {
  const ids = [before.productId, ...before.items.map(({ productId }) => productId)]
  const keptProductIds = ids.filter((id) => id !== null)
  const form = withParts(before, past.brief, differing)
  const { errors } = await checkBrief(form, type, { keptProductIds }, client)
  const names = await productNames(client, past)
  const bad = new Map<string, LeftOut>()
  const wrong = PARTS.flatMap((part) => {
    const found = Object.keys(errors).find((key) => part.of.includes(rootOf(key)))
    return found ? [{ part, found }] : []
  })
  for (const { part, found } of wrong.filter((one) => differing.includes(one.part))) {
    bad.set(part.field, { field: part.field, ...reasonOf(errors, found, past, names) })
  }
  return { bad, clashes: wrong.length > 0 }
}

/** `items.2.quantity` speaks of the items. */
function rootOf(key: string): keyof BriefForm {
  return key.split('.')[0] as keyof BriefForm
}

function reasonOf(errors: BriefErrors, key: string, past: Past, names: Map<number, string>) {
  const index = Number(key.split('.')[1])
  const id = key === 'productId' ? past.brief.productId : past.brief.items[index]?.productId
  const name = names.get(id ?? 0)
  if (errors[key].key === 'product_retired') return { name, why: 'product_retired' as const }
  if (errors[key].key === 'product_unknown') return { why: 'product_gone' as const }
  return { name, why: 'does_not_fit' as const }
}

async function productNames(client: QueryClientContract, { brief }: Past) {
  const ids = [brief.productId, ...brief.items.map(({ productId }) => productId)]
  const known = ids.filter((id) => id !== null)
  if (known.length === 0) return new Map<number, string>()
  const rows = await client.from('products').whereIn('id', known).select('id', 'name')
  return new Map(rows.map((row) => [row.id as number, row.name as string]))
}

/** A brief with these parts of an earlier one. */
export function withParts(
  before: Required<BriefForm>,
  past: Required<BriefForm>,
  parts: Part[]
): Required<BriefForm> {
  const after: Record<string, unknown> = { ...before }
  for (const field of parts.flatMap((part) => part.of)) after[field] = past[field]
  return after as unknown as Required<BriefForm>
}

export function differs(
  { of }: Part,
  one: Required<BriefForm>,
  other: Required<BriefForm>
): boolean {
  return of.some((field) => plain(one[field]) !== plain(other[field]))
}

function plain(value: unknown): string {
  // In which order items stand says nothing.
  if (Array.isArray(value)) return JSON.stringify(value.map(plain).sort())
  const moment = value as DateTime | null
  return moment?.isValid ? String(moment.toMillis()) : JSON.stringify(value)
}
