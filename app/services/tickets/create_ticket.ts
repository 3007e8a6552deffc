import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import { Invalid, Refusal } from '#exceptions/refusals'
import Ticket from '#models/ticket'
import User from '#models/user'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { copyChecklist } from '#services/checklists/copy_checklist'
import { adoptFiles } from '#services/files/adopt_files'
import { askApprovers } from '#services/tickets/ask_approvers'
import { skippedDetails } from '#services/tickets/decide'
import { enterSteps, type Entering } from '#services/tickets/enter_steps'
import { claimIdempotencyKey } from '#services/tickets/claim_idempotency_key'
import { insertTicket, type AskedTicket } from '#services/tickets/insert_ticket'
import { proposePeople } from '#services/tickets/propose_people'
import { startClock } from '#services/tickets/start_clock'
import { takeEffect, type Effect } from '#services/tickets/take_effect'
import { openTimes } from '#services/tickets/ticket_times'
import { writeItems } from '#services/tickets/write_items'
import { findWorkflow } from '#workflows/index'

export interface TicketForm extends AskedTicket {
  /** Proposed people of the creative department; they take effect with the final approval. */
  assigneeId?: number | null
  collaboratorIds?: number[]
  /** Files uploaded while the form was open. */
  fileIds?: number[]
  /** The same key never makes a second ticket (reliability: retried creates). */
  idempotencyKey?: string
}

/**
 * Creates a ticket and submits it to its first approval step that is not skipped, in one transaction.
 * @param alongside what else has to be written with it, or not at all; not called for a create that was done before
 * @throws InvalidBrief and Invalid 422 with the field; Refusal 403 for an inactive account
 */
export async function createTicket(
  form: TicketForm,
  actor: Actor,
  alongside?: (trx: TransactionClientContract, ticket: Ticket) => Promise<unknown>
): Promise<Ticket> {
  return db.transaction(async (trx) => {
    const by = await User.asActor(actor.by!.id, trx)
    if (!by?.isActive) throw new Refusal('account_not_active')
    const earlier = await claimIdempotencyKey(trx, by.id, form.idempotencyKey)
    if (earlier) return Ticket.findOrFail(earlier, { client: trx })
    const { ticket, brief } = await insertTicket(trx, form, by)
    await openTimes(trx, ticket)
    if (brief.items.length > 0) await writeItems(trx, ticket.id, brief.items)
    await copyChecklist(trx, ticket)
    await adoptFiles(trx, { ticket, userId: by.id, fileIds: form.fileIds ?? [], kind: 'brief' })
    const workflow = findWorkflow(ticket.workflow)
    const isProposed = form.assigneeId || form.collaboratorIds?.length
    if (isProposed && workflow.steps.length === 0) {
      throw new Invalid('assigneeId', 'people.not_yours_to_choose')
    }
    const collaboratorIds = isProposed ? await proposePeople(trx, ticket, form, by) : []
    await claimIdempotencyKey(trx, by.id, form.idempotencyKey, ticket.id)
    const locked = { trx, ticket, workflow, collaboratorIds, actor: { ...actor, by } }
    const begun = workflow.steps.length > 0 ? await askFor(locked) : await openAtOnce(locked)
    await ticket.save()
    await recordActivity(locked, {
      action: 'created',
      details: { ...begun.details, pieces: ticket.pieces },
      tells: begun.tells,
    })
    await alongside?.(trx, ticket)
    return ticket
  })
}

/** Goes to the first step that has to be asked; people take effect when none waits. */
async function askFor(locked: Entering & { collaboratorIds: number[] }): Promise<Effect> {
  const { ticket } = locked
  const entry = await enterSteps(locked, locked.workflow.steps[0])
  // It has stood there since it was made.
  if (ticket.status === locked.workflow.initial) ticket.statusSince = ticket.createdAt
  const effect = entry.waiting ? { tells: [], details: {} } : await takeEffect(locked)
  return {
    details: { ...skippedDetails(entry), ...effect.details },
    tells: [...askApprovers(entry), ...effect.tells],
  }
}

/** Nobody has to sign: the clock starts, and the handling department is told. */
async function openAtOnce({ trx, ticket }: Entering): Promise<Effect> {
  await startClock(trx, ticket, ticket.createdAt)
  return { details: {}, tells: [{ to: ['queue'], kind: 'opened' }] }
}
