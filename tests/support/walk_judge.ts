import db from '@adonisjs/lucid/services/db'
import Ticket from '#models/ticket'
import type User from '#models/user'
import { mayLink } from '#services/tickets/link_tickets'
import { mayChangeCollaborators, mayReadNotes } from '#services/tickets/may'
import { standingOf } from '#services/tickets/standing_of'
import { factsOf } from '#services/tickets/facts_of'
import { findWorkflow } from '#workflows/index'
import { whyNot, type Standing, type Workflow } from '#workflows/workflow'

/** A move, or another right, of a person on a ticket read by `readTicket`. */
export interface Judged {
  ticket: Ticket
  move: string
  by: User
}

/** What is asked of acts that are no move of a workflow. */
const RIGHTS: Record<string, (standing: Standing, workflow: Workflow) => boolean> = {
  see: () => true,
  note: mayReadNotes,
  link: mayLink,
  help: mayChangeCollaborators,
}

/** Why the page would not offer this act; null where it would, or where no move stands behind it. */
export function whyShut({ ticket, move, by }: Judged): string | null {
  const { helpers, watching, requester_is_active: isActive } = ticket.$extras
  const standing = standingOf(by, factsOf(ticket, by, helpers, isActive))
  const workflow = findWorkflow(ticket.workflow)
  if (standing.relations.size === 0 && !watching.includes(by.id)) return 'not_found'
  const right = RIGHTS[move]
  if (right) return right(standing, workflow) ? null : 'not_yours'
  return whyNot(workflow, move, standing)?.code ?? null
}

/** A ticket with what its standing needs beside it, in one query. */
export async function readTicket(id: number): Promise<Ticket> {
  return Ticket.query()
    .where('tickets.id', id)
    .select('tickets.*')
    .select(
      db.raw(
        `array(select c.user_id from collaborators c where c.ticket_id = tickets.id) as helpers`
      )
    )
    .select(
      db.raw(`array(select w.user_id from watchers w where w.ticket_id = tickets.id) as watching`)
    )
    .select(
      db.raw(
        `(select u.deactivated_at is null from users u where u.id = tickets.requester_id) as requester_is_active`
      )
    )
    .firstOrFail()
}
