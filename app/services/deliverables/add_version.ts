import { Conflict, Invalid } from '#exceptions/refusals'
import type Attachment from '#models/attachment'
import Deliverable from '#models/deliverable'
import clock from '#services/clock'
import { MOST_DELIVERABLES, MOST_VERSIONS } from '#services/deliverables/limits'
import type { LockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Makes a file the next version of the deliverable that has its name, or that was chosen; of a new one where none has. The
 * decision was about the version before: a new one is to be looked at anew.
 * @throws Conflict 409 when the chosen one was taken away, Invalid 422 on `files`
 */
export async function addVersion(
  locked: LockedTicket,
  file: Attachment,
  onto?: number
): Promise<Deliverable> {
  const deliverable = await deliverableFor(locked, file, onto)
  if (deliverable.versions >= MOST_VERSIONS) {
    throw new Invalid('files', 'deliverables.too_many_versions', {
      name: deliverable.name,
      most: MOST_VERSIONS,
    })
  }
  const { trx, ticket } = locked
  const before = deliverable.currentId
  file.useTransaction(trx)
  await file
    .merge({
      ticketId: ticket.id,
      kind: 'deliverable',
      deliverableId: deliverable.id,
      version: deliverable.versions + 1,
      versionOf: before,
    })
    .save()
  deliverable.useTransaction(trx)
  await deliverable
    .merge({
      versions: deliverable.versions + 1,
      currentId: file.id,
      decision: null,
      decidedBy: null,
      decidedAt: null,
    })
    .save()
  return deliverable
}

async function deliverableFor(
  { trx, ticket, by }: LockedTicket,
  file: Attachment,
  onto?: number
): Promise<Deliverable> {
  const query = Deliverable.query({ client: trx })
    .where('ticketId', ticket.id)
    .whereNull('removedAt')
  if (onto) {
    const chosen = await query.where('id', onto).first()
    if (!chosen) throw new Conflict('deliverables.gone')
    return chosen
  }
  const same = await query.whereRaw('lower(name) = lower(?)', [file.name]).first()
  if (same) return same
  if (ticket.deliverableCount >= MOST_DELIVERABLES) {
    throw new Invalid('files', 'deliverables.too_many', { most: MOST_DELIVERABLES })
  }
  ticket.deliverableCount += 1
  return Deliverable.create(
    {
      ticketId: ticket.id,
      name: file.name,
      versions: 0,
      openPins: 0,
      nextPin: 1,
      createdBy: by!.id,
      createdAt: clock.now(),
    },
    { client: trx }
  )
}
