import db from '@adonisjs/lucid/services/db'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/with_locked_ticket'
import { findWorkflow } from '#workflows/index'
import { isPrimaryFor, openTransitions, type Transition } from '#workflows/workflow'

/** Rows in one card of the dashboard. */
const SHOWN = 6

export interface MineRow {
  ticket: Ticket
  /** The one move that is next for this person, if he can make it from here. */
  next: Transition | null
}

export interface MineCard {
  rows: MineRow[]
  total: number
}

/** What a person does: assigned to him or helped by him, and not finished; what is due first stands first. */
export async function listWork(viewer: User): Promise<MineCard> {
  const query = Ticket.query()
    .whereNotNull('tickets.assigned_at')
    .where('tickets.is_finished', false)
    .where((any) =>
      any
        .where('tickets.assignee_id', viewer.id)
        .orWhereRaw('tickets.id in (select ticket_id from collaborators where user_id = ?)', [
          viewer.id,
        ])
    )
    .orderByRaw('tickets.deadline_at asc nulls last, tickets.id')
  return card(query, viewer)
}

/**
 * What a person asked for and is not over (rejected ones for two weeks): what waits for his own word first, then the
 * newest.
 */
export async function listAsked(viewer: User): Promise<MineCard & { toConfirm: number }> {
  const recently = clock.now().minus({ days: 14 }).toJSDate()
  const query = Ticket.query()
    .where('tickets.requester_id', viewer.id)
    .whereNull('tickets.confirmed_at')
    .where((any) =>
      any.whereNull('tickets.rejected_at').orWhere('tickets.rejected_at', '>', recently)
    )
    .orderByRaw('tickets.completed_at is null, tickets.rejected_at is null')
    .orderBy([
      { column: 'tickets.created_at', order: 'desc' },
      { column: 'tickets.id', order: 'desc' },
    ])
  const shown = await card(query, viewer)
  return { ...shown, toConfirm: await completedOf(viewer) }
}

async function completedOf(viewer: User): Promise<number> {
  const row = await db
    .from('tickets')
    .where('requester_id', viewer.id)
    .whereNotNull('completed_at')
    .whereNull('confirmed_at')
    .whereNull('deleted_at')
    .count('* as total')
    .first()
  return row.total
}

async function card(
  query: ModelQueryBuilderContract<typeof Ticket, Ticket>,
  viewer: User
): Promise<MineCard> {
  query.whereNull('tickets.deleted_at')
  const [total] = await query.clone().clearOrder().count('* as total')
  const tickets = await query.preload('requester').preload('requestType').limit(SHOWN)
  const helped = await db
    .from('collaborators')
    .where('user_id', viewer.id)
    .whereIn(
      'ticket_id',
      tickets.map(({ id }) => id)
    )
    .select('ticket_id')
  const helps = new Set(helped.map((row) => row.ticket_id))
  const rows = tickets.map((ticket) => ({
    ticket,
    next: nextMove(ticket, viewer, helps.has(ticket.id)),
  }))
  return { rows, total: Number(total.$extras.total) }
}

function nextMove(ticket: Ticket, viewer: User, helps: boolean): Transition | null {
  const standing = standingOf(viewer, factsOf(ticket, viewer, helps ? [viewer.id] : []))
  const open = openTransitions(findWorkflow(ticket.workflow), standing)
  const next = open.find(
    ({ allowed, transition }) =>
      allowed &&
      isPrimaryFor(transition, standing) &&
      transition.by === 'transition' &&
      !transition.needs
  )
  return next?.transition ?? null
}
