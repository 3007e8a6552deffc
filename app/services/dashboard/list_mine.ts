import db from '@adonisjs/lucid/services/db'
import type { ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import Ticket from '#models/ticket'
import type User from '#models/user'
import clock from '#services/clock'
import { TURNS, waitingForWord } from '#services/tickets/list/waiting_for_person'
import { standingOf } from '#services/tickets/standing_of'
import { requestersTurns } from '#services/tickets/whose_turn'
import { wayOfMove } from '#services/tickets/way_of_move'
import { factsOf } from '#services/tickets/facts_of'
import { findWorkflow } from '#workflows/index'
import {
  isByException,
  isPrimaryFor,
  mayMove,
  openTransitions,
  withoutTwins,
} from '#workflows/workflow'

/** Rows in one card of the dashboard. */
const SHOWN = 6

export interface MineRow {
  ticket: Ticket
  /** The one move that is next for this person. */
  next: NextMove | null
}

export interface NextMove {
  name: string
  /** Where it is made, if not from here. */
  href: string | null
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
    .whereNull('tickets.closed_at')
    .where((any) =>
      any.whereNull('tickets.rejected_at').orWhere('tickets.rejected_at', '>', recently)
    )
    .orderByRaw('tickets.status = any(?) desc, tickets.rejected_at is null', [TURNS])
    .orderBy([
      { column: 'tickets.created_at', order: 'desc' },
      { column: 'tickets.id', order: 'desc' },
    ])
  const shown = await card(query, viewer)
  const [waiting] = await waitingForWord(db.from('tickets'), viewer).count('* as total')
  return { ...shown, toConfirm: Number(waiting.total) }
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

/** Only moves of his own hand: one that needs words, and the answer to a question, lead to the ticket. */
function nextMove(ticket: Ticket, viewer: User, helps: boolean): NextMove | null {
  const standing = standingOf(viewer, factsOf(ticket, viewer, helps ? [viewer.id] : []))
  const workflow = findWorkflow(ticket.workflow)
  const answer = workflow.transitions.find(
    ({ name, by }) => by === 'comment' && mayMove(workflow, name, standing)
  )
  if (answer) return { name: answer.name, href: `/tickets/${ticket.id}` }
  // Somebody else's turn: the requester was asked, or has to say whether it is done.
  const isOthers = requestersTurns(workflow).includes(ticket.status)
  if (isOthers && ticket.requesterId !== viewer.id) return null
  const open = withoutTwins(openTransitions(workflow, standing))
    .filter(({ allowed, transition }) => allowed && isPrimaryFor(transition, standing))
    .filter(({ transition }) => !isByException(transition, standing))
    .map(({ transition }) => ({
      ...wayOfMove(transition, { id: ticket.id, isScheduled: ticket.requestType.isScheduled }),
      name: transition.name,
      by: transition.by,
    }))
  const next = open.find(({ how }) => how === 'post') ?? open[0]
  if (!next) return null
  const isMade = next.how === 'post' && next.by === 'transition'
  return { name: next.name, href: isMade ? null : next.href }
}
