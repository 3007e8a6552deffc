import { Refusal } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import { transitionTicket, type SeenVersion } from '#services/tickets/transition_ticket'

/** One ticket of a batch, with what the person saw of it. */
export interface Chosen {
  ticketId: number
  seen: SeenVersion
}

export interface BatchRow {
  id: number
  title: string
  isApproved: boolean
  /** Why not; empty when it was approved. */
  why: string
}

/**
 * Approves several tickets, each on its own: one that changed or was decided meanwhile stops none of the others.
 * @returns one row for each, in the order given
 */
export async function approveSeveral(chosen: Chosen[], actor: Actor): Promise<BatchRow[]> {
  const titles = await titlesOf(chosen, actor.by!)
  const rows: BatchRow[] = []
  for (const { ticketId, seen } of chosen) {
    const why = await approve(ticketId, seen, actor)
    rows.push({ id: ticketId, title: titles.get(ticketId) ?? '', isApproved: why === '', why })
  }
  return rows
}

async function approve(ticketId: number, seen: SeenVersion, actor: Actor): Promise<string> {
  try {
    await transitionTicket(ticketId, 'approve', { seen }, actor)
    return ''
  } catch (error) {
    if (error instanceof Refusal) return error.sentence(actor.by?.locale ?? 'en')
    throw error
  }
}

async function titlesOf(chosen: Chosen[], viewer: User): Promise<Map<number, string>> {
  const tickets = await Ticket.query()
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .whereNull('tickets.deleted_at')
    .whereIn(
      'tickets.id',
      chosen.map(({ ticketId }) => ticketId)
    )
    .select('tickets.id', 'tickets.title')
  return new Map(tickets.map(({ id, title }) => [id, title]))
}
