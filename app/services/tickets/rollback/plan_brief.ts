import type { DateTime } from 'luxon'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import RequestType from '#models/request_type'
import type Ticket from '#models/ticket'
import type { Brief, BriefErrors, BriefForm } from '#services/tickets/brief'
import { briefOf } from '#services/tickets/brief_of'
import { checkBrief } from '#services/tickets/check_brief'
import type { LeftOut, LeftOutReason } from '#services/tickets/rollback/left_out'
import type { Past } from '#services/tickets/rollback/read_past'

export interface BriefPlan {
  before: Required<BriefForm>
  /** The brief as it will be; equal to `before` where nothing comes back. */
  after: Required<BriefForm>
  type: RequestType
  /** Pieces and product names of the brief as it will be. */
  sums: Pick<Brief, 'pieces' | 'keywords'>
  leftOut: LeftOut[]
}

/** Fields that only make sense together; one of them that does not fit keeps all of them as they are. */
const PARTS: { field: string; of: (keyof BriefForm)[] }[] = [
  { field: 'title', of: ['title'] },
  { field: 'description', of: ['description'] },
  { field: 'product', of: ['productId'] },
  { field: 'items', of: ['items'] },
  { field: 'quantity', of: ['quantity'] },
  { field: 'criteria', of: ['criteria', 'fileFormat'] },
  { field: 'scheduledStart', of: ['scheduledStart', 'scheduledEnd'] },
]
type Part = (typeof PARTS)[number]

/**
 * Which fields of the brief come back. A field that the form of its request type would refuse today stays as it is, and
 * is named; items are one field.
 * @param mayEdit whether this person may change the brief at all, now or where the ticket will stand
 */
export async function planBrief(
  client: QueryClientContract,
  ticket: Ticket,
  past: Past,
  mayEdit: boolean
): Promise<BriefPlan> {
  const before = await briefOf(ticket, client)
  const differing = PARTS.filter((part) => differs(part, before, past.brief)).filter(
    // Within one version of the brief only who plans the work moved its times.
    (part) => part.field !== 'scheduledStart' || past.briefVersion !== ticket.briefVersion
  )
  if (!mayEdit) {
    const leftOut = differing.map(({ field }) => ({ field, why: 'frozen' as const }))
    return settle(client, { before, after: before, type: ticket.requestType, leftOut })
  }
  const found = await findType(client, ticket, past)
  const judge = (type: RequestType) => judgeParts(client, { type, before, past, differing })
  let judged = await judge(found.type)
  const leftOut = [...found.leftOut]
  if (found.type !== ticket.requestType && judged.clashes) {
    judged = await judge(ticket.requestType)
    leftOut.push({ field: 'requestType', name: found.type.name, why: 'does_not_fit' })
    found.type = ticket.requestType
  }
  const kept = differing.filter((part) => !judged.bad.has(part.field))
  const after = withParts(before, past.brief, kept)
  const plan = { before, after, type: found.type, leftOut: [...leftOut, ...judged.bad.values()] }
  return settle(client, plan)
}

async function settle(client: QueryClientContract, plan: Omit<BriefPlan, 'sums'>) {
  const ids = [plan.after.productId, ...plan.after.items.map(({ productId }) => productId)]
  const keptProductIds = ids.filter((id) => id !== null)
  const { brief } = await checkBrief(plan.after, plan.type, { keptProductIds }, client)
  return { ...plan, sums: { pieces: brief.pieces, keywords: brief.keywords } }
}

/** The type of then, as long as tickets of it can still be asked for. */
async function findType(client: QueryClientContract, ticket: Ticket, past: Past) {
  const keep = { type: ticket.requestType, leftOut: [] as LeftOut[] }
  if (past.requestTypeId === ticket.requestTypeId) return keep
  const type = await RequestType.find(past.requestTypeId, { client: client as any })
  const why: LeftOutReason = type ? 'type_retired' : 'type_gone'
  const isUsable = type?.isActive && type.workflow === ticket.workflow
  if (isUsable) return { ...keep, type }
  return { ...keep, leftOut: [{ field: 'requestType', name: type?.name, why }] }
}

interface Judging {
  type: RequestType
  before: Required<BriefForm>
  past: Past
  differing: Part[]
}

async function judgeParts(client: QueryClientContract, { type, before, past, differing }: Judging) {
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

function withParts(
  before: Required<BriefForm>,
  past: Required<BriefForm>,
  parts: Part[]
): Required<BriefForm> {
  const after: Record<string, unknown> = { ...before }
  for (const field of parts.flatMap((part) => part.of)) after[field] = past[field]
  return after as unknown as Required<BriefForm>
}

function differs({ of }: Part, one: Required<BriefForm>, other: Required<BriefForm>): boolean {
  return of.some((field) => plain(one[field]) !== plain(other[field]))
}

function plain(value: unknown): string {
  // In which order items stand says nothing.
  if (Array.isArray(value)) return JSON.stringify(value.map(plain).sort())
  const moment = value as DateTime | null
  return moment?.isValid ? String(moment.toMillis()) : JSON.stringify(value)
}
