import { randomUUID } from 'node:crypto'
import { NotFound } from '#exceptions/refusals'
import type User from '#models/user'
import { startFromTemplate } from '#services/templates/start_from_template'
import { duplicateTicket } from '#services/tickets/typed_from_ticket'
import { findDraft } from '#services/tickets/ticket_drafts'
import { findTicket } from '#services/tickets/find_ticket'
import { emptyTicket } from '#services/tickets/typed_ticket'
import type { TimeWords } from '#services/words/time_words'

export interface FormStart {
  /** The key of a request type. */
  type?: unknown
  /** The number of a ticket to copy. */
  from?: unknown
  /** The number of a request template. */
  template?: unknown
}

/**
 * The form with which a new ticket begins: a copy of an earlier one or a template, else the kept draft, else an empty one.
 * @throws NotFound for a copy of a ticket that this person may not see
 */
export async function openTicketForm(asked: FormStart, viewer: User, times: TimeWords) {
  const { type, from, template } = asked
  if (from !== undefined) return { ...(await copy(from, viewer, times)), draft: null }
  if (template !== undefined) {
    return { ...(await startFromTemplate(template, viewer)), draft: null, copied: null }
  }
  const draft = await findDraft(viewer.id)
  const typed = emptyTicket({ idempotencyKey: randomUUID(), ...draft?.typed })
  if (typeof type === 'string') typed.type = type
  return { typed, draft, copied: null }
}

async function copy(from: unknown, viewer: User, times: TimeWords) {
  if (typeof from !== 'string' || !/^[1-9]\d{0,8}$/.test(from)) throw new NotFound()
  const ticket = await findTicket(Number(from), viewer)
  const { typed, leftOut } = await duplicateTicket(ticket, times)
  typed.idempotencyKey = randomUUID()
  return { typed, copied: { id: ticket.id, leftOut: leftOut.join(', ') } }
}
