import { Conflict } from '#exceptions/refusals'
import { InvalidBrief } from '#exceptions/invalid_brief'
import type Ticket from '#models/ticket'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import { briefChanges, type BriefBefore } from '#services/tickets/brief_changes'
import type { Brief, BriefForm } from '#services/tickets/brief'
import { changeBriefFiles } from '#services/tickets/change_brief_files'
import { checkBrief } from '#services/tickets/check_brief'
import { newBriefVersion } from '#services/tickets/new_brief_version'
import { saveTicket } from '#services/tickets/save_ticket'
import {
  authorise,
  withLockedTicket,
  type LockedTicket,
} from '#services/tickets/with_locked_ticket'
import { writeItems } from '#services/tickets/write_items'

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
    const files = await changeBriefFiles(locked, edit)
    const changes = [...(await briefChanges(trx, before, brief)), ...files]
    if (changes.length === 0) return ticket
    const { items, ...columns } = brief
    ticket.merge(columns)
    await writeItems(trx, ticket.id, items)
    const fromStatus = ticket.status
    const consequence = await newBriefVersion(
      locked,
      changes.map((change) => change.field)
    )
    await saveTicket(ticket)
    await recordActivity(locked, { action: 'updated', fromStatus, changes, ...consequence })
    return ticket
  })
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
