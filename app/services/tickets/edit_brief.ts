import { DateTime } from 'luxon'
import { Conflict } from '#exceptions/refusals'
import { InvalidBrief } from '#exceptions/invalid_brief'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { adoptFiles } from '#services/files/adopt_files'
import type { Telling } from '#services/notifications/tell'
import { askApprovers } from '#services/tickets/ask_approvers'
import { briefChanges, type BriefBefore } from '#services/tickets/brief_changes'
import type { Brief, BriefForm } from '#services/tickets/brief'
import { checkBrief } from '#services/tickets/check_brief'
import { skippedDetails } from '#services/tickets/decide'
import { enterSteps } from '#services/tickets/enter_steps'
import { saveTicket } from '#services/tickets/save_ticket'
import { stopClock } from '#services/tickets/start_clock'
import { takeEffect } from '#services/tickets/take_effect'
import { voidApprovals } from '#services/tickets/void_approvals'
import {
  authorise,
  withLockedTicket,
  type LockedTicket,
} from '#services/tickets/with_locked_ticket'
import { writeItems } from '#services/tickets/write_items'
import { transitionNamed } from '#workflows/workflow'

export interface BriefEdit extends BriefForm {
  /** The version the form was opened with. */
  lockVersion: number
  fileIds?: number[]
  removedFileIds?: number[]
}

/**
 * Changes the brief before work starts. The brief version goes up; after an approval that approval is void and the
 * ticket goes back to the first step not skipped; a rejected ticket stays rejected until it is sent again.
 * Nothing changed: nothing is recorded.
 * @throws Conflict 409 `stale_brief` when somebody saved since the form was opened; InvalidBrief; NotFound; Refusal
 */
export async function editBrief(ticketId: number, edit: BriefEdit, actor: Actor): Promise<Ticket> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const { ticket, trx } = locked
    authorise(locked, 'edit_brief')
    if (edit.lockVersion !== ticket.lockVersion) {
      throw new Conflict('stale_brief', { id: ticket.id })
    }
    const before = await readBrief(locked)
    const { brief, errors } = await checkBrief(
      edit,
      ticket.requestType,
      { keptProductIds: [before.productId ?? 0, ...before.items.map((item) => item.productId)] },
      trx
    )
    if (Object.keys(errors).length > 0) throw new InvalidBrief(errors)
    const files = await changeFiles(locked, edit)
    const changes = [...(await briefChanges(trx, before, brief)), ...files]
    if (changes.length === 0) return ticket
    const { items, ...columns } = brief
    ticket.merge(columns)
    await writeItems(trx, ticket.id, items)
    const fromStatus = ticket.status
    const consequence = await newVersion(
      locked,
      changes.map((change) => change.field)
    )
    await saveTicket(ticket)
    await recordActivity(locked, { action: 'updated', fromStatus, changes, ...consequence })
    return ticket
  })
}

/** Whatever step waits: what somebody asked for became something else by another hand. */
const TO_REQUESTER: Telling = { to: ['requester'], kind: 'brief_changed' }

/** Counts the version up and puts the ticket where a changed brief belongs. */
async function newVersion(locked: LockedTicket, changed: string[]) {
  const { ticket, by } = locked
  const now = clock.now()
  ticket.briefVersion += 1
  ticket.briefChangedAt = now
  ticket.briefChangedBy = by?.id ?? null
  if (ticket.isRefused) {
    return { details: { briefVersion: ticket.briefVersion }, tells: [TO_REQUESTER] }
  }
  const wasAssigned = ticket.assignedAt !== null
  if (locked.workflow.steps.length === 0) {
    const { tells, kind } = transitionNamed(locked.workflow, 'edit_brief')!
    return { details: { briefVersion: ticket.briefVersion }, tells: [{ to: tells, kind }] }
  }
  const told: Telling[] = wasAssigned
    ? [{ to: ['requester', 'assignee', 'collaborators'], kind: 'brief_changed' }]
    : [TO_REQUESTER]
  const people = wasAssigned ? [ticket.assigneeId!, ...locked.collaboratorIds] : []
  const approvalsVoided = ticket.waitingStep !== locked.workflow.steps[0]
  await voidApprovals(locked)
  stopClock(ticket)
  const entry = await enterSteps(locked, locked.workflow.steps[0])
  const effect = entry.waiting ? { tells: [], details: {} } : await takeEffect(locked)
  const notBefore = nextRequestAt(ticket, now)
  ticket.askedAgainAt = notBefore
  const asks = askApprovers(entry, changed).map((ask) => ({ ...ask, notBefore }))
  return {
    details: {
      briefVersion: ticket.briefVersion,
      ...(approvalsVoided ? { approvalsVoided: true } : {}),
      ...skippedDetails(entry),
      ...effect.details,
    },
    tells: [
      ...asks,
      ...effect.tells,
      ...told,
      ...(people.length > 0 ? [{ to: { ids: people }, kind: 'brief_changed' }] : []),
    ] as Telling[],
  }
}

/** Approvers get at most one fresh request a minute; a later edit within it joins the one that waits. */
function nextRequestAt({ askedAgainAt }: Ticket, now: DateTime): DateTime {
  if (!askedAgainAt) return now
  if (askedAgainAt > now) return askedAgainAt
  return DateTime.max(now, askedAgainAt.plus({ minutes: 1 }))
}

async function readBrief({ ticket, trx }: LockedTicket): Promise<BriefBefore> {
  const rows = await trx.from('ticket_items').where('ticket_id', ticket.id).orderBy('position')
  return {
    ...(ticket.$attributes as unknown as Brief),
    items: rows.map((row) => ({
      productId: row.product_id,
      quantity: row.quantity,
      criteria: row.criteria,
    })),
  }
}

async function changeFiles({ ticket, trx, by }: LockedTicket, edit: BriefEdit) {
  const changes = []
  const added = await adoptFiles(trx, {
    ticket,
    userId: by!.id,
    fileIds: edit.fileIds ?? [],
    kind: 'brief',
  })
  if (added > 0) changes.push({ field: 'files', before: null, after: `+${added}` })
  if (edit.removedFileIds?.length) {
    const removed = await trx
      .from('attachments')
      .whereIn('id', edit.removedFileIds)
      .where({ ticket_id: ticket.id, kind: 'brief' })
      .whereNull('removed_at')
      .update({ removed_at: clock.now().toJSDate(), removed_by: by!.id }, ['id', 'name'])
    ticket.attachmentCount -= removed.length
    for (const file of removed) changes.push({ field: 'files', before: file.name, after: null })
  }
  return changes
}
