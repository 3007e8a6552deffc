import { createHash } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import i18nManager from '@adonisjs/i18n/services/main'
import { Conflict, Invalid, Refusal } from '#exceptions/refusals'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { createTicket } from '#services/tickets/create_ticket'
import { findStanding } from '#services/tickets/find_standing'
import { lockTicket } from '#services/tickets/with_locked_ticket'
import { plainLines } from '#services/words/plain_lines'
import { findWorkflow } from '#workflows/index'
import type { Relation } from '#workflows/workflow'

export interface FollowUpForm {
  body: string
  fileIds?: number[]
}

const LONGEST_TITLE = 200
const ASKERS: Relation[] = ['requester', 'requester_substitute']

/**
 * Asks again about a closed ticket: a new one of the same type and priority, whose description is what was written, linked
 * to the closed one. The same words about the same ticket make one ticket, however often they are sent.
 * @param alongside what else has to be written with it, or not at all
 * @throws NotFound, Refusal 403 (`follow_up.not_yours`, `follow_up.type_retired`), Conflict 409 `follow_up.not_closed`,
 *   Invalid 422 `body` and `files`
 */
export async function followUp(
  ticketId: number,
  form: FollowUpForm,
  actor: Actor,
  alongside?: (trx: TransactionClientContract, ticket: Ticket) => Promise<unknown>
): Promise<Ticket> {
  const { ticket, standing } = await findStanding(ticketId, actor.by!)
  const body = plainLines(form.body).trim()
  refuseUnlessClosed(ticket)
  if (!mayFollowUp(standing)) throw new Refusal('follow_up.not_yours')
  if (!body) throw new Invalid('body', 'comments.body_missing')
  if (!ticket.requestType.isActive) throw new Refusal('follow_up.type_retired')
  const asked = {
    requestTypeId: ticket.requestTypeId,
    title: titleOf(ticket, actor),
    description: body,
    priority: ticket.priority,
    fileIds: form.fileIds,
    idempotencyKey: keyOf(ticketId, body),
  }
  return createTicket(asked, actor, async (trx, made) => {
    await point(trx, { made, ticketId, actor })
    await alongside?.(trx, made)
  })
}

/** Whether this person's words about a closed ticket make a new one. */
export function mayFollowUp({ relations }: { relations: ReadonlySet<Relation> }): boolean {
  return ASKERS.some((one) => relations.has(one))
}

function refuseUnlessClosed(ticket: Ticket) {
  if (findWorkflow(ticket.workflow).statuses[ticket.status].isClosed) return
  throw new Conflict('follow_up.not_closed', { id: ticket.id })
}

function titleOf({ title }: Ticket, { by }: Actor): string {
  const words = i18nManager.locale(by!.locale)
  const bare = title.startsWith(words.t('ticket.follow_up_title', { title: '' }))
  const whole = bare ? title : words.t('ticket.follow_up_title', { title })
  return whole.length <= LONGEST_TITLE
    ? whole
    : `${whole.slice(0, LONGEST_TITLE - 1).toWellFormed()}…`
}

function keyOf(ticketId: number, body: string): string {
  return `follow-up:${ticketId}:${createHash('sha256').update(body).digest('base64url')}`
}

/** Leads from the new ticket to the closed one and back, under the closed one's lock. */
async function point(
  trx: TransactionClientContract,
  { made, ticketId, actor }: { made: Ticket; ticketId: number; actor: Actor }
) {
  const closed = await lockTicket(trx, ticketId, actor)
  refuseUnlessClosed(closed.ticket)
  await trx.table('ticket_links').insert({
    from_ticket_id: made.id,
    to_ticket_id: ticketId,
    kind: 'follow_up',
    created_by: actor.by!.id,
    created_at: clock.now().toJSDate(),
  })
  await recordActivity(closed, {
    action: 'followed_up',
    isChange: false,
    details: { name: String(made.id) },
    tells: [],
  })
}
