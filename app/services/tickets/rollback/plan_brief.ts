import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import RequestType from '#models/request_type'
import type Ticket from '#models/ticket'
import type { Brief, BriefForm } from '#services/tickets/brief'
import { briefOf } from '#services/tickets/brief_of'
import { checkBrief } from '#services/tickets/check_brief'
import { differs, judgeParts, PARTS, withParts } from '#services/tickets/rollback/judge_brief'
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
