import { createHash } from 'node:crypto'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import i18nManager from '@adonisjs/i18n/services/main'
import { Conflict, Invalid, Refusal } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import type User from '#models/user'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { addComment } from '#services/comments/add_comment'
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
 * to the closed one. The same words about the same ticket make one ticket, however often they are sent. Of a ticket that
 * was merged, they go where it goes on.
 * @returns the new ticket, or the one that goes on
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
  const going = await goesOnIn(ticket, actor.by!)
  if (going) {
    const comment = { body, fileIds: form.fileIds }
    await addComment(going.id, comment, actor, async (trx) => {
      await alongside?.(trx, going)
    })
    return going
  }
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

/** Where a merged ticket goes on, as far as this person sees it; null when that has come to its end, too. */
export async function goesOnIn(ticket: Ticket, viewer: User): Promise<Ticket | null> {
  if (ticket.mergedInto === null) return null
  const next = await Ticket.query()
    .where('tickets.id', ticket.mergedInto)
    .whereNull('tickets.deleted_at')
    .withScopes((scopes) => scopes.visibleTo(viewer))
    .first()
  if (!next) return null
  return isClosed(next) ? goesOnIn(next, viewer) : next
}

function isClosed({ workflow, status }: Ticket): boolean {
  return findWorkflow(workflow).statuses[status].isClosed ?? false
}

function refuseUnlessClosed(ticket: Ticket) {
  if (isClosed(ticket)) return
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
