import { Invalid, Refusal } from '#exceptions/refusals'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'
import { withLockedTickets } from '#services/tickets/with_locked_tickets'
import { NotFound } from '#exceptions/refusals'
import type { Relation } from '#workflows/workflow'

/** What a person may say of two tickets; a follow-up is linked by the desk itself. */
export const LINK_KINDS = ['related', 'duplicate'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

const LINKERS: Relation[] = [
  'requester',
  'assignee',
  'collaborator',
  'handling_member',
  'requesting_manager',
  'handling_manager',
  'admin',
]

/**
 * Says that a ticket is related to another, or a duplicate of it. Both must be tickets that the person sees. A pair has
 * one link: saying it again changes its kind; a follow-up stays one.
 * @throws NotFound, Refusal 403, Conflict `busy`, Invalid 422 `otherId`
 */
export async function linkTickets(
  ticketId: number,
  { otherId, kind }: { otherId: number; kind: LinkKind },
  actor: Actor
): Promise<void> {
  await withLockedTickets([ticketId, otherId], actor, async (both) => {
    const [one, other] = judge(both, ticketId, otherId)
    const { trx } = one
    const earlier = await findLink(one, otherId)
    if (earlier?.kind === 'follow_up') throw new Invalid('otherId', 'links.follow_up')
    if (earlier?.kind === kind && (kind === 'related' || earlier.from_ticket_id === ticketId))
      return
    if (earlier) await trx.from('ticket_links').where('id', earlier.id).delete()
    await trx.table('ticket_links').insert({
      from_ticket_id: ticketId,
      to_ticket_id: otherId,
      kind,
      created_by: one.by?.id ?? null,
      created_at: clock.now().toJSDate(),
    })
    await record('linked', one, other, kind)
  })
}

/**
 * Takes the link between two tickets away, whoever made it; without one nothing changes. A follow-up stays linked.
 * @throws NotFound, Refusal 403, Invalid 422 `otherId`
 */
export async function unlinkTickets(
  ticketId: number,
  otherId: number,
  actor: Actor
): Promise<void> {
  await withLockedTickets([ticketId, otherId], actor, async (both) => {
    const [one, other] = judge(both, ticketId, otherId)
    const link = await findLink(one, otherId)
    if (!link) return
    if (link.kind === 'follow_up') throw new Invalid('otherId', 'links.follow_up')
    await one.trx.from('ticket_links').where('id', link.id).delete()
    await record('unlinked', one, other, link.kind)
  })
}

function judge(
  both: ReadonlyMap<number, LockedTicket>,
  ticketId: number,
  otherId: number
): [LockedTicket, LockedTicket] {
  const [one, other] = [both.get(ticketId), both.get(otherId)]
  if (!one) throw new NotFound()
  if (!mayLink(one.standing)) throw new Refusal('links.not_yours')
  if (!other) throw new Invalid('otherId', 'links.unknown')
  if (ticketId === otherId) throw new Invalid('otherId', 'links.itself')
  return [one, other]
}

/** Everybody who has a part in a ticket; who only follows it does not. */
export function mayLink({ relations }: { relations: ReadonlySet<Relation> }): boolean {
  return LINKERS.some((one) => relations.has(one))
}

async function findLink({ trx, ticket }: LockedTicket, otherId: number) {
  const pair = [ticket.id, otherId]
  return trx
    .from('ticket_links')
    .whereIn('from_ticket_id', pair)
    .whereIn('to_ticket_id', pair)
    .first()
}

/** On both tickets. Tickets of two people: only the handling side reads that they hang together. */
async function record(action: string, one: LockedTicket, other: LockedTicket, kind: string) {
  const isInternal = one.ticket.requesterId !== other.ticket.requesterId
  for (const [locked, to] of [
    [one, other],
    [other, one],
  ]) {
    await recordActivity(locked, {
      action,
      isChange: false,
      isInternal,
      details: { name: String(to.ticket.id), kind },
      tells: [],
    })
  }
}
