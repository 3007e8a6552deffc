import { Conflict, NotFound } from '#exceptions/refusals'
import Deliverable from '#models/deliverable'
import type { Actor } from '#services/actor'
import { recordActivity } from '#services/activity/record_activity'
import clock from '#services/clock'
import { countFailing } from '#services/preflight/count_failing'
import { authorise, withLockedTicket } from '#services/tickets/with_locked_ticket'

/**
 * Takes a deliverable away with all its versions, while the work is open and nobody has decided on it. It can no longer be
 * opened and its open pins count no more; the history keeps its name.
 * @returns what it was called
 * @throws NotFound, Refusal 403, Conflict 409
 */
export async function removeDeliverable(
  ticketId: number,
  id: number,
  actor: Actor
): Promise<string> {
  return withLockedTicket(ticketId, actor, async (locked) => {
    const { trx, ticket, by } = locked
    authorise(locked, 'deliver')
    const deliverable = await Deliverable.query({ client: trx }).where({ id, ticketId }).first()
    if (!deliverable) throw new NotFound()
    if (deliverable.removedAt) throw new Conflict('deliverables.gone_already')
    const judged = await trx
      .from('proof_decisions')
      .where({ deliverable_id: id, is_advice: false })
      .first()
    if (judged) throw new Conflict('deliverables.decided')
    const now = clock.now()
    const { name, versions, openPins } = deliverable
    await trx
      .from('attachments')
      .where('deliverable_id', id)
      .whereNull('removed_at')
      .update({ removed_at: now.toJSDate(), removed_by: by!.id })
    await deliverable.merge({ removedAt: now, removedBy: by!.id }).save()
    ticket.deliverableCount -= 1
    ticket.openPins -= openPins
    await countFailing(trx, ticket)
    ticket.updatedAt = now
    await ticket.save()
    await recordActivity(locked, {
      action: 'deliverable_removed',
      details: { name, versions: [{ id, name, version: versions }] },
      isChange: false,
      tells: [],
    })
    return name
  })
}
